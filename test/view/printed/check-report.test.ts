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
