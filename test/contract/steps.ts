/** Steps of a scene: what is run, and what it is held to. */

type Kind = 'document' | 'lines' | 'text'

export interface Step {
  readonly args: readonly string[]
  /** What is printed is held to this stored file; absent where only the exit code is. */
  readonly as?: string
  /** A file that was written, instead of what is printed. */
  readonly file?: string
  /** Of a safetensors file: the key of its metadata that holds JSON. */
  readonly metadata?: string
  readonly kind?: Kind
  /** The schema that documents, or each line, must follow. */
  readonly schema?: string
  readonly code?: number
  /** In both languages, each with a stored file of its own. */
  readonly screenReader?: true
}

export interface Scene {
  readonly name: string
  readonly steps: readonly Step[]
}

/** A line as a shell splits it, where single quotes are all the quoting. */
export const words = (line: string): string[] =>
  line.match(/'[^']*'|\S+/g)?.map((one) => one.replaceAll("'", '')) ?? []
export const json = (line: string, as: string, schema: string, more: Partial<Step> = {}): Step => ({
  args: [...words(line), '--json'],
  ...{ as, kind: 'document', schema },
  ...more,
})
export const text = (line: string, as: string, more: Partial<Step> = {}): Step => ({
  args: words(line),
  ...{ as, kind: 'text', screenReader: true },
  ...more,
})
/** A file that an earlier step wrote. */
export const file = (path: string, as: string, schema: string, more: Partial<Step> = {}): Step => ({
  args: [],
  ...{ file: path, as, kind: 'document', schema },
  ...more,
})
