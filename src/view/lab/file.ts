/** Results that are one sentence, or that are shown elsewhere. */
import { sanitizeLine } from '../shared/spans.ts'
import type { LabView } from './lab-view.ts'
import { prose } from './picture-context.ts'

export const fileView: LabView<'file'> = {
  text({ command, what, path, bytes }, context) {
    const say = context.words.lab.file
    const where = sanitizeLine(path)
    const sentence =
      command === 'save' ? say.save(where, bytes) : say.export(say.what[what], where, bytes)
    return [prose([sentence], context)]
  },
}

export const languageView: LabView<'language'> = {
  text: ({ language }, context) => [prose([context.words.lab.language[language]], context)],
}

/** Help is shown as a page; after quit there is nothing to say. */
export const nothing: LabView<'help' | 'quit'> = { text: () => [] }
