import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { wordsWith } from '../../src/cli/language.ts'
import { parse } from '../../src/commands/session/parse.ts'
import { loadText, textIn } from '../../src/text/index.ts'
import type { ViewText } from '../../src/view/shared/text-types.ts'

const chartsOf = (line: string) => {
  const { view }: { view: ViewText } = wordsWith(parse(line.split(' ')).values)('en')
  return view.charts ?? 'coarse'
}

beforeEach(async () => {
  for (const name of ['LC_ALL', 'LC_CTYPE', 'GATELAB_CHARTS']) vi.stubEnv(name, undefined)
  vi.stubEnv('LANG', 'en_GB.UTF-8')
  await loadText('en')
})
afterEach(() => vi.unstubAllEnvs())

describe('how line charts are drawn', () => {
  test('coarsely, unless the option or the variable says otherwise; the option counts', () => {
    expect(chartsOf('compare')).toBe('coarse')
    expect(chartsOf('compare --charts fine')).toBe('fine')
    vi.stubEnv('GATELAB_CHARTS', 'fine')
    expect(chartsOf('repl')).toBe('fine')
    expect(chartsOf('repl --charts coarse')).toBe('coarse')
  })

  test.skipIf(process.platform === 'win32')('coarsely where the locale is not UTF-8', () => {
    for (const [name, locale] of [
      ['LANG', 'C'],
      ['LC_CTYPE', 'en_GB.ISO-8859-1'],
      ['LC_ALL', 'POSIX'],
    ] as const) {
      vi.stubEnv(name, locale)
      expect(chartsOf('compare --charts fine')).toBe('coarse')
    }
    vi.stubEnv('LC_ALL', 'zh_CN.utf8')
    expect(chartsOf('compare --charts fine')).toBe('fine')
  })

  test('other values are refused with those that there are', () => {
    expect(() => parse(['compare', '--charts', 'braille'])).toThrow(
      expect.objectContaining({
        code: 'not-a-choice',
        details: expect.objectContaining({ value: 'braille', choices: ['coarse', 'fine'] }),
      }),
    )
  })

  test('a language has the same words each time, and its own words otherwise', () => {
    const words = wordsWith({ charts: 'fine' })
    expect(words('en')).toBe(words('en'))
    expect(words('en').ui).toBe(textIn('en').ui)
    expect(wordsWith({})('en')).toBe(textIn('en'))
  })
})
