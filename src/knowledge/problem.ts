/** Something wrong in `knowledge/`: where it stands and, in one sentence, what is wrong and how to put it right. */
export interface Problem {
  file: string
  line: number
  message: string
}

/** Problems of a folder, all at once. The message lists each as `file:line: sentence`. */
export class KnowledgeError extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map(sayProblem).join('\n'))
    this.name = 'KnowledgeError'
  }
}

export function sayProblem({ file, line, message }: Problem): string {
  return `${file}:${line}: ${message}`
}
