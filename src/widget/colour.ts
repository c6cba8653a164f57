/**
 * The text colour on the clinic's colour, black or white, whichever contrasts more. WCAG 2.2 relative luminance:
 * L = 0.2126 R + 0.7152 G + 0.0722 B on linear channels; the two contrasts are equal at L = 0.179.
 * Null for anything but #rrggbb.
 */
export function inkOn(colour: string | undefined): '#000' | '#fff' | null {
  if (!colour || !/^#[0-9a-f]{6}$/i.test(colour)) return null
  const light = (at: number) => (Number(`0x${colour.slice(at, at + 2)}`) / 255) ** 2.2
  return 0.2126 * light(1) + 0.7152 * light(3) + 0.0722 * light(5) > 0.179 ? '#000' : '#fff'
}
