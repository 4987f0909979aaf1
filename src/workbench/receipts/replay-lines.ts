/**
 * The lines that lead to a state. Each state shares those of the one before: a thousand states hold
 * a line once.
 */
export interface Lines {
  readonly line: string
  readonly before: Lines | null
}

/** Lines with more behind them; null stands for none. */
export const withLines = (before: Lines | null, lines: readonly string[]): Lines | null =>
  lines.reduce<Lines | null>((so, line) => ({ line, before: so }), before)

/** First to last. */
export function listOf(lines: Lines | null): string[] {
  const list: string[] = []
  for (let at = lines; at !== null; at = at.before) list.push(at.line)
  return list.reverse()
}
