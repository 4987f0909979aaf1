/** A progress bar of exactly `width` columns; part is 0..1. Full only when all is done. */
export function bar(part: number, width: number): string {
  const columns = Math.max(0, Math.floor(width))
  const done = Math.min(1, Math.max(0, Number.isFinite(part) ? part : 0))
  const filled = Math.floor(done * columns)
  return '█'.repeat(filled) + '░'.repeat(columns - filled)
}
