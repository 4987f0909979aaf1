import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commonOptions } from '../../../src/commands/grammar/options.ts'
import {
  CONVERSATION_COMMANDS,
  SHELL_COMMANDS,
} from '../../../src/commands/session/command-table.ts'
import { complete } from '../../../src/commands/session/complete.ts'

/** What Tab offers at the bar, and the line with the first of it. */
function offer(marked: string): { candidates: readonly string[]; line: string } {
  const cursor = marked.indexOf('|')
  const line = marked.replace('|', '')
  const { from, candidates } = complete(line, cursor)
  return { candidates, line: line.slice(0, from) + (candidates[0] ?? '') + line.slice(cursor) }
}
const candidates = (marked: string) => offer(marked).candidates
/** The lab's own first; of what every command takes only what means something there. */
const NAMES = [...CONVERSATION_COMMANDS, ...SHELL_COMMANDS].map(({ name }) => name)
const common = commonOptions('lab').map(({ name }) => `--${name}`)

describe('Tab', () => {
  it('offers the commands where one begins', () => {
    expect(candidates('|')).toEqual(NAMES)
    expect(candidates('train 5; |')).toEqual(NAMES)
    expect(candidates('train 5;|')).toEqual(NAMES)
    expect(candidates('gatelab |')).toEqual(NAMES)
    expect(candidates('help |')).toEqual([...NAMES, 'glossary'])
  })

  it.each([
    ['grad|', 'gradient'],
    ['train 5; un|', 'train 5; until'],
    ['gatelab gra|', 'gatelab gradient'],
    ['gra| --json', 'gradient --json'],
    ['task temp|', 'task temporal-order'],
    ['compare rec|', 'compare recall'],
    ['compare --length 5 rec|', 'compare --length 5 recall'],
    ['compare --json rec|', 'compare --json recall'],
    ['variant cou|', 'variant coupled'],
    ['lang z|', 'lang zh-CN'],
    ['help cl|', 'help clamp'],
    ['until so|', 'until solved'],
    ['verify |', 'verify gradient'],
    ['export pic|', 'export picture'],
    ['set opt|', 'set optimizer'],
    ['set optimizer mom|', 'set optimizer momentum'],
    ['set forget-bias ch|', 'set forget-bias chrono'],
    ['set cells l|', 'set cells lstm'],
    ['task adding --ini|', 'task adding --init'],
    ['task adding --init orth|', 'task adding --init orthogonal'],
    ['task adding --init=orth|', 'task adding --init=orthogonal'],
    ['gradient --cells rnn,|', 'gradient --cells rnn,lstm'],
    ['gates --sequence r|', 'gates --sequence random'],
    ["task 'temp|", 'task temporal-order'],
    ['show --lang |', 'show --lang en'],
  ])('%s: %s', (marked, line) => {
    expect(offer(marked).line).toBe(line)
  })

  it('offers the options of the command that were not given yet', () => {
    expect(candidates('gradient --|')).toEqual([
      '--cells',
      '--sequence',
      '--by-loss',
      '--by-lag',
      ...common,
    ])
    expect(candidates('gradient --cells rnn --sequence 1 --by-loss --by-lag --help --|')).toEqual(
      [],
    )
    expect(candidates('gradient --cells=rnn --|')).toEqual([
      '--sequence',
      '--by-loss',
      '--by-lag',
      ...common,
    ])
    expect(candidates('gradient |')).toEqual([
      '--cells',
      '--sequence',
      '--by-loss',
      '--by-lag',
      ...common,
    ])
    expect(common).toEqual(['--help'])
    expect(candidates('gradient --xyz|')).toEqual([])
  })

  it.each([
    'train |',
    'train 5 x|',
    'save fi|',
    'nonsense |',
    'clamp f 0.|',
    'show # ma|',
    'task adding --length |',
  ])('has no words for %s', (marked) => {
    expect(candidates(marked).filter((one) => !one.startsWith('--'))).toEqual([])
  })

  it('replaces no more than the word before the cursor, anywhere in any line', () => {
    const line = fc.string({ unit: fc.constantFrom(...`'"\\;#= -tasklmp字`), maxLength: 24 })
    fc.assert(
      fc.property(line, fc.nat(24), (text, at) => {
        const cursor = Math.min(at, text.length)
        const { from, candidates: found } = complete(text, cursor)
        expect(from).toBeGreaterThanOrEqual(0)
        expect(from).toBeLessThanOrEqual(cursor)
        // What stands behind the cursor has no say.
        expect(complete(text.slice(0, cursor), cursor)).toEqual({ from, candidates: found })
      }),
      { numRuns: 1000 },
    )
  })
})
