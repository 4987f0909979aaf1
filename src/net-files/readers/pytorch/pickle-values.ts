/** What a pickle is turned into: plain values, tensors without their numbers, and names. */

export type Value =
  | null
  | boolean
  | number
  | string
  | Bytes
  | Value[]
  | Dict
  | Global
  | Opaque
  | Storage
  | Tensor
  | Quantised

/** A dict of any kind, as key, value, key, value, …; of equal keys the last counts. */
export class Dict {
  private items: Value[] | null = null

  add(key: Value, value: Value): void {
    this.items ??= []
    this.items.push(key, value)
  }

  get(name: string): Value | undefined {
    let found: Value | undefined
    for (const [key, value] of this.entries()) if (key === name) found = value
    return found
  }

  /** Only the entries under texts and whole numbers: all that tensors are found under. */
  *entries(): Generator<readonly [string, Value]> {
    const items = this.items ?? []
    for (let k = 0; k + 1 < items.length; k += 2) {
      const key = items[k]
      if (typeof key === 'string' || Number.isSafeInteger(key)) yield [String(key), items[k + 1]]
    }
  }
}

/** The name of a class or function of the program that wrote the file. It is never looked up. */
export class Global {
  readonly path: string

  constructor(module: string, name: string) {
    this.path = `${module}.${name}`
  }
}

/** What a call, or a class, would have made. */
export class Opaque {
  state: Value = null
  /** What was set or appended later; made when needed. */
  items: Dict | null = null
  list: Value[] | null = null
  readonly of: Value
  readonly args: Value

  constructor(of: Value, args: Value) {
    this.of = of
    this.args = args
  }
}

/** Numbers of one type in a row, somewhere else in the file. */
export class Storage {
  readonly key: string
  /** The name of its class: FloatStorage. */
  readonly type: string
  /** How many numbers; bytes where it is untyped. */
  readonly count: number

  constructor(key: string, type: string, count: number) {
    this.key = key
    this.type = type
    this.count = count
  }
}

/** A view of a storage. Offset and strides count numbers. */
export class Tensor {
  readonly storage: Storage
  readonly offset: number
  readonly shape: readonly number[]
  readonly strides: readonly number[]
  /** PyTorch's name of the type, where the storage does not say it: float32. */
  readonly dtype: string | null

  constructor(
    storage: Storage,
    offset: number,
    shape: readonly number[],
    strides: readonly number[],
    dtype: string | null,
  ) {
    this.storage = storage
    this.offset = offset
    this.shape = shape
    this.strides = strides
    this.dtype = dtype
  }
}

/** Bytes, which nothing here asks for. */
export class Bytes {
  readonly is = 'bytes'
}

/** A tensor of quantised numbers, which is not read. */
export class Quantised {
  readonly is = 'quantised'
}
