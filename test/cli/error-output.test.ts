/** What is wrong is one line, whatever was typed. */
import { beforeAll, expect, it } from 'vitest'
import { noticesOf, sentenceOf } from '../../src/cli/error-output.ts'
import { InputError } from '../../src/rules/input-error.ts'
import { LANGUAGES, loadText, textIn } from '../../src/text/index.ts'

const refused = (path: string) =>
  sentenceOf(new InputError('cannot-read', { path, reason: 'ENOENT' }), textIn('en'))

beforeAll(async () => {
  for (const language of LANGUAGES) await loadText(language)
})

it('keeps a path whole, and tells what no path is by its beginning and end', () => {
  const path = `/home/${'folder/'.repeat(50)}weights.pt`
  expect(refused(path)).toContain(path)
  const pasted = refused(`first${'a'.repeat(100_000)}last`)
  expect(pasted).toMatch(/first/)
  expect(pasted).toMatch(/…a+last/)
  expect(pasted.length).toBeLessThan(400)
  expect(refused('😀'.repeat(1000))).not.toContain('\ufffd')
  // Chinese has no spaces: a long list is no long word.
  const names = Array.from({ length: 200 }, (_, n) => `课程${n}`).join('、')
  expect(refused(names)).toContain(names)
})

it.each(LANGUAGES)(
  'says in %s why progress is not kept, and not with a code of the system',
  (language) => {
    for (const kind of ['unreadable', 'unwritable'] as const)
      for (const reason of ['EACCES', 'EROFS', 'ENOSPC']) {
        const [said] = noticesOf({ kind, path: 'p.json', reason }, textIn(language))
        expect(said).toContain('p.json')
        expect(said).not.toContain(reason)
      }
  },
)
