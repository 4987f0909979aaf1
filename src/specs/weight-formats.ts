/** In which formats trained weights are written, and how such files are called. */
export const WEIGHT_FORMATS = ['safetensors', 'onnx', 'keras'] as const
export type WeightFormat = (typeof WEIGHT_FORMATS)[number]

/** The usual ending of a format's files. */
export const endingOfFormat = (format: WeightFormat): string => `.${format}`
