/**
 * The little of WebAssembly's JavaScript interface that is used here; TypeScript has it only
 * together with the DOM.
 */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: ArrayBufferView | ArrayBuffer)
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>)
    readonly exports: Record<string, unknown>
  }
  class Memory {
    /** Sizes in pages of 64 KiB. */
    constructor(descriptor: { initial: number; maximum: number; shared: boolean })
    readonly buffer: SharedArrayBuffer
    /** By so many pages; views of the buffer before see what they saw. @throws RangeError for no room */
    grow(pages: number): number
  }
  function compile(bytes: ArrayBufferView | ArrayBuffer): Promise<Module>
}
