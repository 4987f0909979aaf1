/** Sequences and texts as users bring them, whose classes and characters are easily learned. */

/**
 * The first of three to six inputs says the class; all others are noise, and so is how many there
 * are.
 */
const SEQUENCES = Array.from({ length: 60 }, (_, n) => {
  const first = n % 2 === 0 ? 1 : -1
  const x = Array.from({ length: 3 + (Math.floor(n / 2) % 4) }, (_, t) => [
    t === 0 ? first : Math.sin(n * 7 + t) / 2,
  ])
  return { x, y: first > 0 ? 'up' : 'down' }
})
export const LINES = SEQUENCES.map((one) => `${JSON.stringify(one)}\n`).join('')
export const ROWS = [
  'id,x,class',
  ...SEQUENCES.flatMap(({ x, y }, n) =>
    x.map(([one], t) => `${n},${one},${t === x.length - 1 ? y : ''}`),
  ),
].join('\r\n')

export const USER_FILES = {
  'first.jsonl': LINES,
  'first.csv': ROWS,
  "it's mine.csv": ROWS,
  'ab.txt': 'ab'.repeat(500),
}
