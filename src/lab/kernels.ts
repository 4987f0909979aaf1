/** The compiled kernels, from the file beside the program. */
import { readFile } from 'node:fs/promises'
import { beside } from './beside.ts'

/** Compiled once; the module may be sent to other threads. */
export async function loadKernels(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(beside('kernels.wasm')))
}
