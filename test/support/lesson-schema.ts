/** The JSON schema of lesson.yaml for editors, made from the one that checks the files. */
import { toJsonSchema } from '@valibot/to-json-schema'
import { script } from '../../src/lessons/format/lesson-schema.ts'

export const lessonSchema = (): string => {
  const { $schema, ...rest } = toJsonSchema(script, { errorMode: 'ignore', typeMode: 'input' })
  const about = { $schema, title: 'A lesson of gatelab (lesson.yaml)' }
  return `${JSON.stringify({ ...about, ...rest }, null, 2)}\n`
}
