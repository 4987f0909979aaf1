import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Option } from '../../../src/commands/grammar/kinds.ts'
import { COMMON_OPTIONS } from '../../../src/commands/grammar/options.ts'
import { COMMANDS } from '../../../src/commands/session/command-table.ts'
import { parse } from '../../../src/commands/session/parse.ts'
import { InputError } from '../../../src/rules/input-error.ts'
import { refusalOf } from '../../support/refusals.ts'
import { textIn } from '../../support/texts.ts'

const valuesOf = (line: string) => parse(line.split(' ')).values

describe('values', () => {
  it.each([
    ['--seeds 3', 'seeds', [1, 2, 3]],
    ['--seeds 1,2,5', 'seeds', [1, 2, 5]],
    ['--seeds 4..6', 'seeds', [4, 5, 6]],
    ['--seeds=7,', null, null],
    ['--length 1e3', 'length', 1000],
    ['--length 2..2', 'length', 2],
    ['--length 2..2,5', 'length', [2, 5]],
    ['--length 2..3', 'length', [2, 3]],
    ['--clip none', 'clip', null],
    ['--clip 0.5', 'clip', 0.5],
    ['--forget-bias chrono', 'forget-bias', 'chrono'],
    ['--forget-bias -1', 'forget-bias', -1],
    ['--cells lstm,rnn', 'cells', ['rnn', 'lstm']],
    ['--learning-rate .003', 'learning-rate', 0.003],
    ['--until-solved', 'until-solved', true],
  ])('%s', (line, name, value) => {
    if (name === null) expect(refusalOf(`compare ${line}`).code).toBe('bad-seeds')
    else expect(valuesOf(`compare ${line}`)[name]).toEqual(value)
  })

  it.each([
    ['train 1e2', { steps: 100 }],
    ['seed 7', { seed: 7 }],
    ['clamp f 1', { gate: 'f', value: 1 }],
    ['clamp g -1', { gate: 'g', value: -1 }],
    ['scale f -5e-3', { gate: 'f', value: -0.005 }],
    ['scale f -.5', { gate: 'f', value: -0.5 }],
    ['scale --unit 3 f -5e-3 --json', { gate: 'f', value: -0.005, unit: [3], json: true }],
    ['scale f -- -5e-3', { gate: 'f', value: -0.005 }],
    ['clamp o 0 --unit 6,1..4,2', { gate: 'o', value: 0, unit: [1, 2, 3, 4, 6] }],
    ['clamp o 0 --unit 4096', { gate: 'o', value: 0, unit: [4096] }],
    ['gates --sequence 512', { sequence: 512 }],
    ['gates --sequence random', { sequence: 'random' }],
    ['help clamp', { topic: ['clamp'] }],
    ['lang zh-CN', { language: 'zh-CN' }],
    ['set forget-bias -5e-1', { option: 'forget-bias', value: '-5e-1' }],
    ['save -- --json', { file: '--json' }],
    ['save -- —json', { file: '—json' }],
    ['save —bench', { file: '—bench' }],
  ])('arguments are read by their kind: %s', (line, values) => {
    expect(valuesOf(line)).toEqual(values)
  })

  it('a number may stand anywhere among the words', () => {
    const { command, values } = parse('--json compare --length 20 recall --seed 7'.split(' '))
    expect(command?.name).toBe('compare')
    expect(values).toMatchObject({ json: true, length: 20, task: 'recall', seed: 7 })
  })
})

describe('refused, each with its own reason', () => {
  it.each([
    ['compare addin', 'unknown-task'],
    ['comapre', 'unknown-command'],
    ['compare --lenght 5', 'unknown-option'],
    ['compare —length 5', 'other-dashes'],
    ['compare –-length=5', 'other-dashes'],
    ['clamp f 1 ——unit 3', 'other-dashes'],
    ['tasks --hidden 5', 'unknown-option'],
    ['compare --steps abc', 'not-a-number'],
    ['compare --steps 0x10', 'not-a-number'],
    ['compare --steps NaN', 'not-a-number'],
    ['compare --steps Infinity', 'not-a-number'],
    ['compare --hidden 0', 'not-a-number'],
    ['compare --hidden 1.5', 'not-a-number'],
    ['compare --length 1e9', 'not-a-number'],
    ['compare --length 1', 'not-a-number'],
    ['compare --batch -3', 'not-a-number'],
    ['compare --workers 0', 'not-a-number'],
    ['compare --learning-rate 0', 'not-a-number'],
    ['compare --seeds 5..1', 'bad-seeds'],
    ['compare --seeds 0', 'bad-seeds'],
    ['compare --seeds 1,1', 'bad-seeds'],
    ['compare --seeds 1..99999', 'bad-seeds'],
    ['compare --seeds 1.5', 'bad-seeds'],
    ['compare --seed 1 --seeds 2', 'either-option'],
    ['compare --steps 5 --steps 6', 'repeated-option'],
    ['compare --json --json', 'repeated-option'],
    ['compare --steps', 'missing-value'],
    ['compare --steps --json', 'missing-value'],
    ['compare --clip 0', 'bad-clip'],
    ['compare --clip never', 'bad-clip'],
    ['compare --forget-bias high', 'bad-forget-bias'],
    ['compare --input-bias low', 'bad-forget-bias'],
    ['compare --optimizer adma', 'not-a-choice'],
    ['compare --cells rnn,gru', 'not-a-choice'],
    ['compare --lang fr', 'not-a-choice'],
    ['compare adding recall', 'unexpected-argument'],
    ['compare recall --symbols 1', 'not-a-number'],
    ['compare adding --symbols 3', 'not-for-task'],
    ['inspect', 'missing-argument'],
    ['train abc', 'not-a-number'],
    ['train 0', 'not-a-number'],
    ['train -5e3', 'not-a-number'],
    ['train 1.5', 'not-a-number'],
    ['clamp x 1', 'not-a-choice'],
    ['clamp f', 'missing-argument'],
    ['clamp f NaN', 'not-a-number'],
    ['clamp f 1 2', 'unexpected-argument'],
    ['clamp f 1 --unit 0', 'bad-units'],
    ['clamp f 1 --unit 4097', 'bad-units'],
    ['clamp f 1 --unit 5..2', 'bad-units'],
    ['clamp f 1 --unit 1,,2', 'bad-units'],
    ['clamp f 1 --unit 1..2..3', 'bad-units'],
    ['clamp f 1 --unit 1.5', 'bad-units'],
    ['gates --sequence 0', 'bad-sequence'],
    ['gates --sequence 513', 'bad-sequence'],
    ['gates --sequence rand', 'bad-sequence'],
    ['lang', 'missing-argument'],
    ['until', 'missing-argument'],
  ])('%s: %s', (line, code) => {
    const refusal = refusalOf(line)
    expect(refusal.code).toBe(code)
    for (const language of ['en', 'zh-CN'] as const) {
      const say = textIn(language).inputErrors[refusal.code as 'bad-seeds'] as (
        facts: unknown,
      ) => string
      expect(say(refusal.details)).not.toMatch(/undefined|\[object|\n/)
    }
  })

  it('names an argument as its usage does, and an option by its dashes', () => {
    const { inputErrors } = textIn('en')
    const sentence = (line: string) => {
      const { code, details: facts } = refusalOf(line)
      return (inputErrors[code as 'bad-seeds'] as (facts: unknown) => string)(facts)
    }
    expect(sentence('train abc')).toBe(
      '<steps> takes a whole number from 1 to 100,000,000, not "abc".',
    )
    expect(sentence('compare --steps abc')).toBe(
      '--steps takes a whole number from 1 to 100,000,000, not "abc".',
    )
    expect(sentence('compare —length 5')).toBe(
      '"—length" begins with other dashes than an option; write --length.',
    )
    expect(sentence('clamp ff 1')).toBe(
      '<gate> takes one of i, f, g, o, r, z, n, not "ff"; did you mean f?',
    )
    expect(sentence('walk --unit 0')).toBe(
      '--unit takes units from 1 to 4,096: one (3), a list (1,4) or a rising range (8..15), not "0".',
    )
  })

  it.each([
    [['inspect', ''], '<weights>'],
    [['merge', 'results', ''], '<folders>'],
    [['repl', ''], '<file>'],
  ])('asks for a value where a shell left "$FILE" empty: %j', (words, name) => {
    const refusal = (() => {
      try {
        return parse(words)
      } catch (error) {
        return error
      }
    })()
    expect(refusal).toMatchObject({ code: 'missing-value', details: { name } })
    for (const language of ['en', 'zh-CN'] as const)
      expect(textIn(language).inputErrors['missing-value']({ name })).toMatch(
        new RegExp(`^${name} \\S`),
      )
  })

  it('does not say of a value what it would not take, nor one dash where two were typed', () => {
    expect(refusalOf('lr "$(reboot)"').details).toMatchObject({
      means: { lab: 'set learning-rate VALUE' },
    })
    expect(refusalOf('compare -o x').details).toMatchObject({ short: true })
    expect(refusalOf('compare --o x').details).not.toHaveProperty('short')
    // A word that is neither stays with the nearest command.
    expect(refusalOf('trian 5').details).toMatchObject({ nearest: 'train' })
    expect(refusalOf('trian 5').details).not.toHaveProperty('means')
  })

  it('names what was probably meant', () => {
    expect(refusalOf('compare addin').details).toMatchObject({ nearest: 'adding' })
    expect(refusalOf('comapre').details).toMatchObject({ nearest: 'compare' })
    expect(refusalOf('compare --lenght 5').details).toMatchObject({ nearest: 'length' })
    expect(refusalOf('compare qqqqqqqqqq').details).toMatchObject({ nearest: null })
    expect(refusalOf('set lr 0.1').details).toMatchObject({ nearest: 'learning-rate' })
    expect(refusalOf('clamp forget 1').details).toMatchObject({ nearest: 'f' })
    expect(refusalOf('scale cell-gate 1').details).toMatchObject({ nearest: 'g' })
    expect(refusalOf('release Forget').details).toMatchObject({ nearest: 'f' })
    expect(refusalOf('release outputs').details).toMatchObject({ nearest: 'output' })
  })

  it('says where an argument stands that was typed as an option, and a file as a task', () => {
    const sentence = (line: string, language: 'en' | 'zh-CN') => {
      const { code, details: facts } = refusalOf(line)
      return (textIn(language).inputErrors[code as 'bad-seeds'] as (facts: unknown) => string)(
        facts,
      )
    }
    expect(sentence('compare --task adding', 'en')).toBe(
      'There is no option --task for compare; it stands without one: gatelab compare <task>.',
    )
    expect(sentence('learn --lesson 3', 'zh-CN')).toContain('gatelab learn <lesson>')
    expect(sentence('compare ./my/waves.csv', 'en')).toContain('--data, --series or --text')
    expect(sentence('compare waves.csv', 'zh-CN')).toContain('--data、--series 或 --text')
  })

  it('random lines are read or refused, and nothing else', () => {
    const names: readonly Option[] = [
      ...COMMON_OPTIONS,
      ...COMMANDS.flatMap((command) => command.options),
    ]
    const word = fc.oneof(
      fc.constantFrom(
        'compare',
        'tasks',
        'inspect',
        'adding',
        '--',
        '-x',
        '--no-steps',
        '__proto__',
        '--__proto__',
        '--constructor',
      ),
      fc.constantFrom(...names.map(({ name }) => `--${name}`)),
      fc.constantFrom('1', '-1', '1e400', '1..', ',', '', '\u001b[2J', '字'),
      fc.string({ maxLength: 8 }),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 7 }), (tokens) => {
        try {
          parse(tokens)
        } catch (error) {
          if (!(error instanceof InputError)) throw error
        }
      }),
      { numRuns: 2000 },
    )
  })
})
