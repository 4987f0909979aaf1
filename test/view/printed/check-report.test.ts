import { expect, it } from 'vitest'
import { lessonText } from '../../../src/view/printed/check-report.ts'
import { textIn } from '../../support/texts.ts'

it.each([
  ['en', '> 0.5, in at least 9 of 10 seeds', 'expected > 0.5;'],
  ['zh-CN', '> 0.5，10 个种子中至少 9 个', '应为 > 0.5；'],
] as const)(
  'says in the words of %s in how many seeds a claim must hold',
  (language, some, all) => {
    const claim = (ofTen: number | null) => ({
      ...{ id: 'fades', step: 'see', covers: [], ok: true, measured: 0.75 },
      ...{ expected: 'in English', bound: '> 0.5', ofTen, mutants: [] },
    })
    const { lessons } = textIn(language)
    const said = (ofTen: number | null) =>
      `${lessonText({ id: 'one', seconds: 1, claims: [claim(ofTen)] }, lessons)};`.replace(
        '\n;',
        all.at(-1) ?? '',
      )
    expect(said(9)).toContain(some)
    expect(said(null)).toContain(all)
    expect(said(9) + said(null)).not.toContain('in English')
  },
)

it.each([
  ['en', 'as said over 1 of 3 challenges', 'falls over the challenge longer: 0.2', 'holds over'],
  ['zh-CN', '3 项质疑中有 1 项', '在质疑 longer 之下不成立：0.2', '之下成立'],
] as const)('says in the words of %s over which challenges a claim is not as said', (...said) => {
  const [language, counted, fallen, stood] = said
  const one = (
    name: string,
    expected: 'holds' | 'falls',
    ok: boolean,
    measured: number | number[],
  ) => ({ name, tries: 'steps', expected, ok, measured }) as const
  const claim = {
    ...{ id: 'fades', step: 'see', covers: [], ok: false, measured: 0.75 },
    ...{ expected: 'in English', bound: '> 0.5', ofTen: null, mutants: [] },
    challenges: [
      one('more', 'holds', true, 0.8),
      one('longer', 'holds', false, 0.2),
      one('wider', 'falls', false, [0.6, 0.7]),
    ],
  }
  const text = lessonText({ id: 'one', seconds: 1, claims: [claim] }, textIn(language).lessons)
  for (const part of [counted, fallen, stood, '0.6, 0.7']) expect(text).toContain(part)
  expect(text).not.toContain('more')
})
