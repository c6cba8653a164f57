/** A stylesheet as text: the build minifies it and puts it into the bundle. */
declare module '*.css' {
  const text: string
  export default text
}
