/** What is inside a file of nets that another program wrote, without an input. */
import { type OpenNet, openNetFile } from '../../net-files/open-net-file.ts'
import { inventory } from './net-inventory.ts'
import type { NetDocument } from './net-schema.ts'

export type NetEvent = { readonly type: 'net'; readonly net: NetDocument }

/** @throws InputError cannot-read, net-file-… and what else opening a file throws. */
export async function* inspectFile(path: string): AsyncIterable<NetEvent> {
  const file: OpenNet = await openNetFile(path)
  try {
    yield { type: 'net', net: inventory(file) }
  } finally {
    await file.close()
  }
}
