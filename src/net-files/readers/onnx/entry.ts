/** StringStringEntryProto. */
import { DELIMITED, type Message, type Wire } from './wire.ts'

/** A key with its value. */
export async function parseEntry(wire: Wire, message: Message): Promise<[string, string]> {
  let key = ''
  let value = ''
  await wire.fields(message, async (field) => {
    if (field.number === 1 && field.wire === DELIMITED) key = await wire.text(field)
    else if (field.number === 2 && field.wire === DELIMITED) value = await wire.text(field)
  })
  return [key, value]
}
