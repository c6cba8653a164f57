const mostWords = 5

/**
 * A pattern of `red-flags.yaml` as a reader sees it, for review: "@fever + (confused | clammy)" -> "[fever] + (confused,
 * clammy)". Slots are named in italics, and of a long list only the first words are given.
 */
export function patternWords(pattern: string): string {
  return pattern
    .replace(/\(([^()]*)\)/g, (_, words: string) => `(${shorten(words)})`)
    .replace(/\s*\|\s*/g, ', ')
    .replace(/@([a-z0-9_]+)/g, '[$1]')
    .replace(/<([a-z-]+)>/g, (_, slot: string) => `*${slot.replaceAll('-', ' ')}*`)
    .replace(/\[([a-z]+) >= (\d+)\]/g, '$1 $2 or more')
    .replace(/\[([a-z]+) < (\d+)\]/g, '$1 under $2')
    .replace(/~\d+/g, 'near')
    .replace(/\.{2}(\.|\d+)/g, '…')
    .replace(/ unless /, ', but not with ')
    .replace(/ & /g, ' and ')
    .replace(/["?]/g, '')
}

function shorten(words: string): string {
  const all = words.split('|').map(word => word.trim())
  return `${all.slice(0, mostWords).join(', ')}${all.length > mostWords ? ' and others' : ''}`
}
