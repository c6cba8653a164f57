/**
 * The clinic's colour and the text colour on it, black or white, whichever contrasts more. WCAG 2.2 relative luminance:
 * L = 0.2126 R + 0.7152 G + 0.0722 B on linear channels; the two contrasts are equal at L = 0.179.
 * Null for anything but #rrggbb.
 */
export function inks(colour: string | null | undefined): { back: string; ink: string } | null {
  if (!colour || !/^#[0-9a-f]{6}$/i.test(colour)) return null
  const [red, green, blue] = [1, 3, 5].map(at => (Number.parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2)
  return { back: colour, ink: 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! > 0.179 ? '#000' : '#fff' }
}
