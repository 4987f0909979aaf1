/** Folders for tests, taken away when these are through. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach } from 'vitest'

const taken = (path: string) => () => rm(path, { recursive: true, force: true })

/** One for all tests of the file or block that asks for it. */
export function sharedFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'gatelab-'))
  afterAll(taken(path))
  return path
}

/** One that is empty before each test, under the same name. */
export function freshFolder(): string {
  // Short, as screens show it.
  const path = join(tmpdir(), `gatelab-${randomUUID().slice(0, 6)}`)
  beforeEach(async () => void (await mkdir(path)))
  afterEach(taken(path))
  return path
}

/** Writes files to a folder, and says where they are. */
export const writerTo =
  (folder: string) =>
  (name: string, contents: string | Uint8Array): string => {
    writeFileSync(join(folder, name), contents)
    return join(folder, name)
  }
