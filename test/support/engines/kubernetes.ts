/**
 * Kubernetes, as much as our manifests ask for: its types, held against them by the compiler, and
 * what a container runs.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Job } from 'kubernetes-types/batch/v1.js'
import type { ConfigMap, Container, PersistentVolumeClaim } from 'kubernetes-types/core/v1.js'
import { type Outcome, outcomeOf } from '../program.ts'

const packages = (path: string) =>
  fileURLToPath(new URL(`../../../node_modules/${path}`, import.meta.url))

export type Manifest = readonly [ConfigMap, PersistentVolumeClaim, Job, Job]

/**
 * What the compiler says of each of these when its objects are given as literals: unknown fields,
 * wrong values, missing ones.
 */
export async function typeErrors(
  manifests: readonly (readonly unknown[])[],
  folder: string,
): Promise<string[][]> {
  const types = (path: string) => JSON.stringify(packages(`kubernetes-types/${path}`))
  const paths = manifests.map((_, n) => join(folder, `manifest-${n}.ts`))
  for (const [n, objects] of manifests.entries()) {
    const text = `import type { Job } from ${types('batch/v1.js')}
import type { ConfigMap, PersistentVolumeClaim } from ${types('core/v1.js')}
type Objects = [ConfigMap, PersistentVolumeClaim, Job, Job]
export const objects: Objects = ${JSON.stringify(objects, null, 2)}\n`
    await writeFile(paths[n], text)
  }
  const options = ['--ignoreConfig', '--noEmit', '--strict', '--module', 'nodenext', '--types', '']
  const found = await outcomeOf(process.execPath, [
    packages('typescript/bin/tsc'),
    ...options,
    ...paths,
  ])
  const errors = found.stdout.trim().split('\n')
  return paths.map((_, n) => errors.filter((line) => line.includes(`manifest-${n}.ts`)))
}

/** $(NAME) as the kubelet puts it in; what it does not know stays as it is, and $$ is $. */
const expanded = (text: string, env: Readonly<Record<string, string>>): string =>
  text.replace(/\$\$|\$\(([^)]*)\)/g, (one, name?: string) =>
    name === undefined ? '$' : (env[name] ?? one),
  )

export interface Place {
  /** The folder that stands for each claim. */
  readonly claims: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
}

/**
 * The variables of a container: of the ConfigMap, its own, and the resources that it asks about.
 */
function environmentOf(
  { envFrom = [], env = [], resources }: Container,
  { metadata, data = {} }: ConfigMap,
) {
  const from = envFrom.map(({ configMapRef }) =>
    configMapRef?.name === metadata?.name ? data : {},
  )
  const own = env.map(({ name, value, valueFrom }) => {
    const [kind, resource] = valueFrom?.resourceFieldRef?.resource.split('.') ?? []
    const amount = resources?.[kind as 'limits']?.[resource]
    return [name, value ?? String(Math.ceil(Number(amount)))]
  })
  return Object.assign({}, ...from, Object.fromEntries(own)) as Record<string, string>
}

/**
 * Runs the first container of a job's pod; where its variables name a mounted path, they name the
 * claim's folder here.
 */
export function runPod([config]: Manifest, job: Job, { claims, env }: Place): Promise<Outcome> {
  const { containers = [], volumes = [] } = job.spec?.template.spec ?? {}
  const [container] = containers
  const all = { ...environmentOf(container, config), ...env }
  for (const { name, mountPath } of container.volumeMounts ?? []) {
    const claim =
      volumes.find((volume) => volume.name === name)?.persistentVolumeClaim?.claimName ?? ''
    for (const [variable, value] of Object.entries(all)) {
      if (`${value}/`.startsWith(`${mountPath}/`))
        all[variable] = claims[claim] + value.slice(mountPath.length)
    }
  }
  const onVolume = Object.values(claims).some((folder) => all.RESULTS.startsWith(`${folder}/`))
  if (!onVolume) throw new Error(`${all.RESULTS} is on no volume`)
  const [program, ...args] = [...(container.command ?? []), ...(container.args ?? [])].map((one) =>
    expanded(one, all),
  )
  return outcomeOf(program, args, all)
}
