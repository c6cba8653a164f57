/** What `work` gives, or a rejection with `late` when that takes longer than `milliseconds`. The work itself goes on unheard. */
export async function inTime<Result>(
  work: Promise<Result> | Result,
  milliseconds: number,
  late: () => Error
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const bell = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(late()), milliseconds)
  })
  return Promise.race([work, bell]).finally(() => clearTimeout(timer))
}
