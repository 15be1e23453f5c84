import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Command } from 'commander'
import { headWords } from '../../../contract/administration'
import { formatInstant } from '../../../contract/display'
import { chains } from '../../../contract/ledgers'
import { systemClock } from '../../../kernel/instant'
import { backUpHouse, keepHouse } from '../../../office/administration/backups'
import { putOntoServer } from '../../../office/administration/ontoServer'
import { exportFieldKey, importFieldKey } from '../../../office/administration/fieldKey'
import { verifyHouse } from '../../../office/administration/verify'
import { backupPlaces } from '../../../platform/backup/backup'
import { AuditEntry } from '../../../platform/database/auditEntities'
import { backupKinds, parseBackupName } from '../../../platform/backup/naming'
import { checkedBackup, finishRestore, noteRestored, prepareRestore } from '../../../platform/backup/restore'
import { appliedMigrations } from '../../../platform/database/newerData'
import { keyStanding, type KeyStanding } from '../../../platform/secrets/keyFile'
import type { DataFolder } from '../../dataFolder'
import { appVersion } from '../../projectRoot'
import { closedMeans } from '../../suite'
import { askSecret } from '../askSecret'
import {
  asOwner,
  byOwner,
  commandLineActor,
  inHouse,
  onDataFolder,
  recordingBy,
  withFolder,
  withHouse,
  type FolderOptions,
  type OwnerOptions
} from '../house'
import { CommandFailed, print, printJson, printTable } from '../report'

/** verify, backup, restore, key-export, key-import, migrate. */
export function addKeepingCommands(program: Command): void {
  onDataFolder(program.command('verify'))
    .description('核验：操作日志链、结存与流水、编号连续、附件；有问题时退出码为 1 并指出第一处')
    .option(
      '--against <FILE>',
      '第二备份位置里的见证文件 witness.jsonl，或以前导出的 Excel 文件（按其“导出说明”），用来发现整体改写、截尾和换成旧数据'
    )
    .option('--against-code <TEXT>', '从纸质“导出说明”上的二维码扫出的文字，看印的末条是不是还在现在的操作日志里')
    .action(verify)
  onDataFolder(program.command('backup')).description('立即备份并校验').action(backup)
  asOwner(onDataFolder(program.command('restore')))
    .description('从备份恢复，恢复前先备份现有数据')
    .argument('<FILE>', '备份文件，或数据文件夹中 backups 里的备份名')
    .action(restore)
  onDataFolder(program.command('key-export'))
    .description('把加密内容的密钥用口令封好，另存为文件（备份里没有密钥，两样要分开保管）')
    .argument('<FILE>', '密钥文件')
    .action(exportKey)
  onDataFolder(program.command('key-import'))
    .description('恢复数据后补上原来的密钥')
    .argument('<FILE>', '密钥文件')
    .action(importKey)
  asOwner(onDataFolder(program.command('migrate')))
    .description(
      '把数据升级到本版软件的结构，升级前自动备份；PostgreSQL 上由拥有各表的角色建表、升级，并给办理业务的角色授权'
    )
    .action(migrate)
}

interface VerifyOptions extends FolderOptions {
  readonly against?: string
  readonly againstCode?: string
}

async function verify(options: VerifyOptions): Promise<void> {
  await withHouse(options, async (house) => {
    const report = await verifyHouse(house, options.against, options.againstCode)
    if (options.json) printJson(report)
    else if (report.ok) {
      print(`核验通过，共 ${report.entries} 条`)
      if (report.remark) print(`请注意：${report.remark}`)
      printTable([
        ['台账', '条数', '末条校验值'],
        ...report.chains.map(({ ledger, length, head }) => [
          chains[ledger as keyof typeof chains] ?? ledger,
          String(length),
          head
        ])
      ])
      for (const head of report.printed ?? []) print(`二维码 ${chains[head.ledger]}：${headWords(head)}`)
    }
    if (report.ok) return
    const { ledger, number, why } = report.firstBad
    throw new CommandFailed(
      options.json ? '' : `核验未通过：${chains[ledger as keyof typeof chains] ?? ledger}  ${number}  ${why}`
    )
  })
}

async function backup(options: FolderOptions): Promise<void> {
  await withHouse(options, async (house) => {
    const made = await backUpHouse(house, 'manual')
    await recordingBy(house)({ chain: 'office', act: '手工备份' }, (unit) =>
      Promise.resolve(unit.about({ type: 'backup', id: unit.newId(), number: made.name }))
    )
    const { name, at, bytes, kind, verified, why } = made
    if (options.json) printJson({ name, at, bytes, kind, verified, ...(why === null ? {} : { why }) })
    else print(`${name}  ${backupKinds[kind]}  ${formatInstant(at)}  ${why === null ? '已校验' : `未通过校验：${why}`}`)
  })
}

async function restore(wanted: string, options: FolderOptions & OwnerOptions): Promise<void> {
  await withFolder(options, async (folder) => {
    const places = backupPlaces(folder.folder)
    const name = await broughtIn(wanted, places.backups)
    const key = folder.storage
      ? await ontoServer(folder, name, options)
      : await prepareRestore(places, name, systemClock.now(), commandLineActor.name, closedMeans)
    if (!folder.storage) await finishRestore(places)
    await inHouse(folder, async (house) => {
      // Writes the restore into the audit log of the restored data.
      const keeping = await keepHouse(house, () => undefined)
      keeping.stop()
    })
    const wanting = key === 'missing' || key === 'other'
    if (options.json) printJson({ restored: true, name, ...(wanting ? { key } : {}) })
    else print(`已从 ${name} 恢复`)
    if (!options.json && wanting)
      print(
        '注意：文件夹里没有这份数据的密钥。请用 key-import 补上原来导出的密钥文件，补上以前加密内容不能读写，签字码不能核对'
      )
  })
}

/** Puts a backup into an empty database of the server; one that holds a bureau is never written over. */
async function ontoServer(folder: DataFolder, name: string, owner: OwnerOptions): Promise<KeyStanding> {
  const places = backupPlaces(folder.folder)
  const manifest = await checkedBackup(places, name, closedMeans)
  await byOwner({ ...folder, fresh: true }, owner, async (house) => {
    if ((await house.database.read.count(AuditEntry)) > 0)
      throw new CommandFailed('这个数据库里已经有数据，只能恢复到空的数据库里：请新建一个空的数据库')
    await putOntoServer(house, places, name)
  })
  await noteRestored(places, name, systemClock.now(), commandLineActor.name)
  return keyStanding(folder.folder, manifest.keyCheck)
}

/** The name of a backup in the folder's own backups; one from elsewhere is copied there first. */
async function broughtIn(wanted: string, backups: string): Promise<string> {
  const name = basename(wanted)
  if (!parseBackupName(name))
    throw new CommandFailed(`${wanted} 不是备份文件，备份文件名形如 ledger-20260105-123000-daily.sqlite`)
  const path = resolve(wanted)
  const own = join(backups, name)
  if (path === own || !(await exists(path))) return name
  await mkdir(backups, { recursive: true, mode: 0o700 })
  await copyFile(path, own)
  return name
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false
  )

async function exportKey(file: string, options: FolderOptions): Promise<void> {
  await withHouse(options, async (house) => {
    const sealed = await exportFieldKey({ house, write: recordingBy(house) }, await passphraseFor(true))
    await writeFile(file, await sealed.text(), { mode: 0o600, flag: 'wx' })
    if (options.json) printJson({ file })
    else print(`密钥已封存到 ${file}，请与备份分开保管，口令另行保管`)
  })
}

async function importKey(path: string, options: FolderOptions): Promise<void> {
  const file = new File([new Uint8Array(await readFile(path))], basename(path))
  await withHouse(options, async (house) => {
    const { check } = await importFieldKey({ house, write: recordingBy(house) }, file, await passphraseFor(false))
    if (options.json) printJson({ check })
    else print('密钥已补上，加密内容可以读写，签字码可以核对')
  })
}

async function passphraseFor(sealing: boolean): Promise<string> {
  const passphrase = await askSecret('field.key', '密钥文件的口令：')
  if (sealing && passphrase.length < 12) throw new CommandFailed('口令至少12个字')
  return passphrase
}

async function migrate(options: FolderOptions & OwnerOptions): Promise<void> {
  if (options.owner !== undefined)
    await withFolder(options, (folder) => byOwner(folder, options, () => Promise.resolve()))
  await withHouse(options, async (house) => {
    const applied = await appliedMigrations(house.database.writer)
    if (options.json) printJson({ version: appVersion, migrations: applied })
    else print(`数据结构与软件版本 ${appVersion} 一致（${applied.length} 次升级均已完成）`)
  })
}
