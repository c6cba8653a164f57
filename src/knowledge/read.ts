import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The texts of a knowledge folder by their path inside it ("en/cues.yaml"), in order of path. */
export type Files = Map<string, string>

/** Reads every .md, .yaml and .jsonl file below `folder`; its own README is for people and stays out. */
export function readFolder(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => /\.(md|yaml|jsonl)$/.test(path) && path !== 'README.md')
    .sort()
  return new Map(paths.map(path => [path, readFileSync(join(folder, path), 'utf8').replaceAll('\r\n', '\n')]))
}
