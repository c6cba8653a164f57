/** An NHS number's last digit follows from the first nine: weights 10 to 2, the sum modulo 11 taken from 11 (11 is 0, 10 is none). */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits)) return false
  let sum = 0
  for (let place = 0; place < 9; place++) sum += Number(digits[place]) * (10 - place)
  return (11 - (sum % 11)) % 11 === Number(digits[9])
}

const months = '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}'

// In this order: an address may hold a date's digits, a date must go before it is taken for a phone number. Every
// repetition is bounded and none stands inside another, so that no text makes them slow.
const patterns: [RegExp, string | ((found: string) => string)][] = [
  [/[^\s@<>()]{1,64}@[^\s@<>()]{1,190}/g, '[email]'],
  [/\bhttps?:\/\/\S{1,300}|\bwww\.\S{1,300}/gi, '[address]'],
  // "SW1A 1AA", "m1 1ae"
  [/\b[a-z]{1,2}\d[a-z\d]? {0,2}\d[a-z]{2}\b/gi, '[postcode]'],
  // "3/4/1985", "1985-04-03", "3.4.85"
  [/\b(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})\b/g, '[date]'],
  // "3rd of April 1985", "April 3, 1985", "3 apr"
  [new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)? {1,2}(?:of {1,2})?${months}\\b(?:,? {1,2}\\d{4}\\b)?`, 'gi'), '[date]'],
  [new RegExp(`\\b${months} {1,2}\\d{1,2}(?:st|nd|rd|th)?\\b(?:,? {1,2}\\d{4}\\b)?`, 'gi'), '[date]'],
  // Ten digits in any grouping with the right check digit are an NHS number; other long numbers are phones or "[number]".
  [/(?<![\d])\+?\(?\d(?:[ ().-]{0,3}\d){6,17}(?!\d)/g, nameNumber]
]

function nameNumber(found: string): string {
  const digits = found.replace(/\D/g, '')
  if (isNhsNumber(digits)) return '[NHS number]'
  return /^(?:0|44|0044)[1-9]\d{8,9}$/.test(digits) || found.startsWith('+') ? '[phone]' : '[number]'
}

/** Takes out what names or reaches a person: email, web address, postcode, dates, NHS number, phone, 7 or more digits. */
export function redact(text: string): string {
  let redacted = text.normalize('NFKC')
  for (const [pattern, put] of patterns) redacted = redacted.replace(pattern, put as string)
  return redacted
}
