import { chmod, copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import type { Instant } from '../../kernel/instant'
import type { HeadSigner } from '../secrets/headSigner'
import { BackupFailed, letGo, listBackups, type BackupPlaces } from './backup'
import { faultOfBackup, readManifest } from './manifest'
import { bearWitness, type Heads } from './witness'

const schema = z.object({
  path: z.string(),
  lastAt: z.string().nullable(),
  lastName: z.string().nullable(),
  fault: z.string().nullable(),
  /** Whether the witness there has lines that are signed. */
  signed: z.boolean().default(false)
})

/** The second place of the backups, off the machine: a USB disk, a share. */
export type OutsidePlace = z.infer<typeof schema>

const notePath = (folder: string): string => join(folder, 'backup-target.json')

/** The second place of a folder's backups and how it stands; undefined where none was named. */
export async function outsidePlace(folder: string): Promise<OutsidePlace | undefined> {
  return readFile(notePath(folder), 'utf8')
    .then((text) => schema.parse(JSON.parse(text)))
    .catch(() => undefined)
}

/**
 * Names the second place. Throws `BackupFailed` where nothing can be written there or it lies in the data folder
 * itself.
 */
export async function setOutsidePlace({ folder }: BackupPlaces, path: string): Promise<void> {
  if (!isAbsolute(path)) throw new BackupFailed('请填写完整的路径，如 E:\\台账备份 或 \\\\服务器\\台账备份')
  const target = resolve(path)
  const inside = relative(resolve(folder), target)
  if (inside === '' || (!inside.startsWith('..') && !isAbsolute(inside)))
    throw new BackupFailed('第二备份位置不能在数据文件夹里面，应在移动硬盘或共享文件夹上')
  const probe = join(target, '.probe')
  try {
    await mkdir(target, { recursive: true })
    await writeFile(probe, '')
    await rm(probe)
  } catch (cause) {
    throw new BackupFailed(`${target} 写不进去，请检查移动硬盘是否插好、共享文件夹是否有写权限`, { cause })
  }
  await note(folder, { path: target, lastAt: null, lastName: null, fault: null, signed: false })
}

/**
 * Takes the latest proven backup to the second place, opens it there and holds it against its manifest, and lets
 * expired ones go there. What became of it is noted beside the data, so that the home page can say how old the newest
 * copy off the machine is.
 */
export async function carryOutside(
  places: BackupPlaces,
  at: Instant,
  signer: HeadSigner | undefined
): Promise<OutsidePlace | undefined> {
  const place = await outsidePlace(places.folder)
  if (!place) return undefined
  const latest = (await listBackups(places.backups)).find(({ verified }) => verified)
  if (!latest || latest.name === place.lastName) return place
  const after = await carried(places, latest.name, place.path, signer).then(
    () => ({ ...place, lastAt: at, lastName: latest.name, fault: null, signed: place.signed || signer !== undefined }),
    (error: unknown) => ({
      ...place,
      fault: error instanceof BackupFailed ? error.message : '第二备份位置写不进去，请检查移动硬盘或共享文件夹'
    })
  )
  await note(places.folder, after)
  return after
}

async function carried(
  places: BackupPlaces,
  name: string,
  target: string,
  signer: HeadSigner | undefined
): Promise<void> {
  const there = join(target, name)
  // A disk that was taken out leaves an empty mount point behind: the folder is not made anew.
  await stat(target)
  await copyFile(join(places.backups, name), `${there}.part`)
  await chmod(`${there}.part`, 0o600)
  const fault = await faultOfBackup(`${there}.part`)
  if (fault !== undefined) {
    await rm(`${there}.part`, { force: true })
    throw new BackupFailed('拷到第二备份位置的备份核对不上，请检查移动硬盘或共享文件夹')
  }
  await rename(`${there}.part`, there)
  const said = await readManifest(there)
  if (said) await bearWitness(target, said.manifest.heads, said.manifest.at, signer)
  await letGo(target)
}

/**
 * Tells the witness that the data was lawfully begun anew from a backup; silent where the place is away, and then
 * `verify` goes on asking.
 */
export async function witnessRestore(
  folder: string,
  heads: Heads,
  at: Instant,
  name: string,
  signer: HeadSigner | undefined
): Promise<void> {
  const place = await outsidePlace(folder)
  if (place) await bearWitness(place.path, heads, at, signer, name).catch(() => undefined)
}

async function note(folder: string, place: OutsidePlace): Promise<void> {
  await writeFile(notePath(folder), JSON.stringify(place), { mode: 0o600 })
}
