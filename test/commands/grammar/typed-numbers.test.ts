/** Numbers as people type them: −0.5 of a page, full width from an input method, a decimal comma. */
import { describe, expect, it } from 'vitest'
import { tokenise } from '../../../src/commands/grammar/tokenise.ts'
import { parse } from '../../../src/commands/session/parse.ts'
import { InputError } from '../../../src/rules/input-error.ts'

const valuesOf = (line: string) => parse(tokenise(line)[0].tokens.map(({ text }) => text)).values

describe('a line copied from a page or typed with an input method', () => {
  it.each([
    ['clamp g −0.5', 'clamp g -0.5'],
    ['scale f −1e−3 --unit 2', 'scale f -1e-3 --unit 2'],
    ['dial g −1 1 3', 'dial g -1 1 3'],
    ['dial forget-bias −3 −1 3', 'dial forget-bias -3 -1 3'],
    ['compare --forget-bias −2 --input-bias −0.5', 'compare --forget-bias -2 --input-bias -0.5'],
    ['compare --forget-bias −2,0,1', 'compare --forget-bias -2,0,1'],
    ['compare --forget-bias −2..2', 'compare --forget-bias -2..2'],
    [
      'task adding --learning-rate 1e−3 --clip 1e−2',
      'task adding --learning-rate 1e-3 --clip 1e-2',
    ],
    ['clamp g ０．５', 'clamp g 0.5'],
    ['clamp g －０.５ --unit １，４..６', 'clamp g -0.5 --unit 1,4..6'],
    ['compare --cells rnn，lstm --seeds １，２', 'compare --cells rnn,lstm --seeds 1,2'],
    ['walk １２ --sequence ３', 'walk 12 --sequence 3'],
  ])('%s', (typed, plain) => {
    expect(valuesOf(typed)).toEqual(valuesOf(plain))
  })

  it('leaves names as they are typed', () => {
    expect(valuesOf('save 数据，１.gatelab')).toEqual({ file: '数据，１.gatelab' })
  })

  it.each([
    ['clamp f −0,5', '-0.5'],
    ['clamp f 0,5', '0.5'],
    ['compare --input-bias −0,5', '-0.5'],
    ['clamp f ０，５', '0.5'],
  ])('%s is refused with what to write', (line, point) => {
    const refused = (() => {
      try {
        return valuesOf(line)
      } catch (error) {
        return error
      }
    })()
    expect(refused).toBeInstanceOf(InputError)
    expect((refused as InputError).details).toMatchObject({ point })
  })

  it.each(['½', '²', '−', '−−1', '1－', '٣'])('%s is no number', (word) => {
    expect(() => valuesOf(`clamp f ${word}`)).toThrow('not-a-number')
  })
})
