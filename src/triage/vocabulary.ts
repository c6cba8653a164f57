/**
 * The words of all patterns as numbers: comparing numbers is what makes triage fast. A stem and an exact form are two
 * words here.
 */
export class Vocabulary {
  /** What stands for every measure: a number with what it counts. */
  static readonly measure = 0
  /** A word that no pattern holds. */
  static readonly unknown = -1

  /** How many choices of words the patterns have: each has a number of its own. */
  choices = 0
  private readonly stems = new Map<string, number>()
  private readonly forms = new Map<string, number>()

  /** The words have the numbers from 1 to `size`. */
  get size(): number {
    return this.stems.size + this.forms.size
  }

  learnStem(stem: string): number {
    return this.learn(this.stems, stem)
  }

  learnForm(form: string): number {
    return this.learn(this.forms, form)
  }

  stem(stem: string): number {
    return this.stems.get(stem) ?? Vocabulary.unknown
  }

  form(form: string): number {
    return this.forms.get(form) ?? Vocabulary.unknown
  }

  private learn(words: Map<string, number>, word: string): number {
    const id = words.get(word) ?? this.size + 1
    words.set(word, id)
    return id
  }
}
