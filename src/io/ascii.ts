/**
 * Text for a terminal whose locale is not UTF-8: lines, blocks, marks and signs become ASCII, as
 * wide as they were. What has no ASCII of the same meaning (exponents, Chinese) stays.
 */

/** Pairs of a character and what stands for it, which is as wide. */
const ONE_FOR_ONE =
  '─- ━- │| ┄. ┊: ┌+ ┐+ └+ ┘+ ├+ ┤+ ┬+ ┳+ ┴+ ┼+ ═= ║! ╔+ ╗+ ╚+ ╝+ ╭+ ╮+ ╯+ ╰+ ' +
  '▀" ▁_ ▂. ▃: ▄- ▅= ▆+ ▇* █# ▉* ▊+ ▋= ▌= ▍: ▎: ▏| ░. ▒: ▓% ' +
  '▲^ ▶> ▸> ▼v ◀< ◆+ ◉@ ○o ◌. ●* ◐% ✂% ✓v ✗x ❯> ⏎> ←< ↑^ →> ↓v ' +
  '−- –- —- ‖| ‘\' ’\' “" ”" …~ ⋯~ ·. ×x ≈~ ⊙* ∂d ℓl Σs αa εe ρr σs'

/** These are wider in ASCII: the space that follows them makes room. */
const WIDER = { '≤': '<=', '≥': '>=', '≠': '!=', '±': '+-', '∞': 'oo' } as const

const IN_ASCII = new Map<string, string>([
  ...ONE_FOR_ONE.split(' ').map((pair): [string, string] => [pair[0] ?? '', pair[1] ?? '']),
  ...Object.entries(WIDER),
])

/** Braille dots are those of a progress mark: line charts have none without UTF-8. */
const KNOWN = new RegExp(
  `[${Object.keys(WIDER).join('')}] ?|[\u2800-\u28ff${[...IN_ASCII.keys()].join('')}]`,
  'gu',
)

/** Terminal sequences are ASCII and stay as they are. */
export const inAscii = (text: string): string =>
  text.replace(KNOWN, (found) => IN_ASCII.get([...found][0] ?? '') ?? ':')
