/** What the build asks the bundled program for: bin/lay-out-help.js, bin/prepare-course.js. */
import { LANGUAGES, loadCommandTexts } from '../text/index.ts'
import { helpPage } from './help-page.ts'
import { pageName, WIDTHS } from './laid-out-help.ts'

export { preparedCourse } from '../lessons/load/prepare-course.ts'

/** The help pages that `--help` shows without laying them out, under their files' names. */
export async function helpPages(): Promise<Readonly<Record<string, string>>> {
  const pages: Record<string, string> = {}
  for (const language of LANGUAGES)
    for (const width of WIDTHS)
      pages[pageName(language, width)] = await helpPage(
        null,
        await loadCommandTexts(language),
        width,
      )
  return pages
}
