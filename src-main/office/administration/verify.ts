import { access } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { MoreThan, type EntityManager } from 'typeorm'
import type { ChainId } from '../../contract/ledgers'
import type { VerifyReport } from '../../contract/administration'
import { ExceptionEntry } from '../../platform/database/auditEntities'
import { backupPlaces, listBackups } from '../../platform/backup/backup'
import { readManifest } from '../../platform/backup/manifest'
import { outsidePlace } from '../../platform/backup/outside'
import {
  flawAgainstHeads,
  flawAgainstNote,
  flawAgainstWitness,
  witnessName,
  WitnessBroken
} from '../../platform/backup/witness'
import type { Flaw, Provable } from '../../platform/database/provable'
import { remarkOnRole } from '../../platform/database/serverRole'
import { verifyLedgers } from '../../platform/database/verify'
import { notedHeads } from '../../platform/importing/readNote'
import { UnreadableFile } from '../../platform/importing/unreadableFile'
import { Approval, ApprovalDecision, EditedChain } from '../approvals/entities'
import {
  Account,
  Appointment,
  Attachment,
  AttachmentUse,
  Bureau,
  CalendarDay,
  Handover,
  PenInk,
  Person,
  RuleChange,
  RuleSettingRow,
  SavedView,
  Signature,
  Unit
} from '../entities'
import { mayKnowOf } from '../confided'
import { signerOf } from '../dataKey'
import type { House } from '../house'
import { provePens } from '../penInk'
import { flawOfPrint, standingOfPrint } from './printedHeads'
import { Motion } from '../people/entities'
import { ImportUndoing } from '../outputs/importUndoing'
import { SignedForm } from '../outputs/signedForm'
import { traceEntities } from '../records/entities'
import type { Actor } from '../../kernel/actor'

const officeAppendOnly = [
  ExceptionEntry,
  Handover,
  Signature,
  PenInk,
  Attachment,
  AttachmentUse,
  ApprovalDecision,
  ...traceEntities,
  Motion,
  SignedForm,
  ImportUndoing
]
const officeMutable = [
  Bureau,
  Unit,
  Person,
  Account,
  Appointment,
  RuleSettingRow,
  RuleChange,
  CalendarDay,
  SavedView,
  Approval,
  EditedChain
]

/**
 * The report as a person may read it: nothing of ledgers that are not theirs to know of but whether all is well
 * (SEC-01).
 */
export function verifyReportFor(report: VerifyReport, house: House, actor: Actor): VerifyReport {
  const known = (ledger: string) => mayKnowOf(house, actor, ledger as ChainId)
  if (!report.ok)
    return known(report.firstBad.ledger)
      ? report
      : {
          ok: false,
          firstBad: { ledger: 'office', number: '—', why: '有一本您无权查看的台账没有通过核验，请告知管这本台账的人员' }
        }
  const chains = report.chains.filter(({ ledger }) => known(ledger))
  return { ...report, entries: chains.reduce((sum, { length }) => sum + length, 0), chains }
}

/** Everything the house can prove: the office's own tables and what each ledger declares. */
export function provableOf(house: House): Provable {
  const officeTables = (entities: readonly (new () => object)[], appendOnly: boolean) =>
    entities.map((entity) => ({ ledger: 'office' as const, entity, appendOnly }))
  return {
    entities: [
      ...officeTables(officeAppendOnly, true),
      ...officeTables(officeMutable, false),
      ...house.modules.flatMap((module) =>
        module.entities.map((entity) => ({
          ledger: module.id as ChainId,
          entity,
          appendOnly: module.appendOnly.some((each) => each === entity)
        }))
      )
    ].filter(({ entity, appendOnly }) => appendOnly || isVersioned(house, entity)),
    numbers: [
      { ledger: 'office', prefix: 'JJ', entity: Handover },
      { ledger: 'office', prefix: 'TZ', entity: RuleChange },
      ...house.modules.flatMap((module) => module.numbered.map((run) => ({ ledger: module.id, ...run })))
    ],
    proofs: [
      { ledger: 'office', prove: provePens },
      ...house.modules.flatMap((module) => module.proofs.map((prove) => ({ ledger: module.id, prove })))
    ],
    files: (manager) => keptFiles(house, manager)
  }
}

/**
 * Proves the whole house on one unchanging state of its data (K-09, K-10); `against` names a witness file or an
 * exported workbook, `code` is the QR of printed heads as scanned.
 */
export async function verifyHouse(house: House, against?: string, code?: string): Promise<VerifyReport> {
  return house.database.snapshot(async (manager) => {
    const report = await verifyLedgers(manager, provableOf(house))
    if (!report.ok) return report
    const flaw = await flawAgainstCopies(house, manager, against)
    if (flaw) return { ok: false, firstBad: flaw }
    const print = code === undefined ? undefined : await standingOfPrint(manager, code)
    const gone = code === undefined ? undefined : flawOfPrint(print)
    if (gone) return { ok: false, firstBad: gone }
    const remark = await remarkOnRole(manager)
    return { ...report, ...(remark === null ? {} : { remark }), ...(print ? { printed: print.heads } : {}) }
  })
}

/**
 * Holds the chains against what stands elsewhere: a witness file that is named, else the one in the second place; the
 * newest proven backup.
 */
async function flawAgainstCopies(
  house: House,
  manager: EntityManager,
  against: string | undefined
): Promise<Flaw | undefined> {
  const place = await outsidePlace(house.folder)
  const witness =
    against ?? (place && (await isThere(join(place.path, witnessName))) ? join(place.path, witnessName) : undefined)
  try {
    const flaw =
      witness === undefined
        ? undefined
        : await flawAgainstFile(manager, witness, { own: await ownKey(house), signed: place?.signed ?? false })
    if (flaw) return flaw
  } catch (error) {
    if (error instanceof WitnessBroken) return { ledger: 'office', number: '—', why: error.message }
    throw error
  }
  const { backups } = backupPlaces(house.folder)
  const [newest] = await listBackups(backups)
  // After a restore the newest is the copy made before it, which the restored data rightly does not go on from.
  const said =
    newest?.verified && newest.kind !== 'restore' ? await readManifest(join(backups, newest.name)) : undefined
  return said ? flawAgainstHeads(manager, said.manifest.heads, `${said.manifest.at.slice(0, 10)}的备份`) : undefined
}

/** Holds the chains against a witness file, or against what an exported workbook says of them. */
async function flawAgainstFile(
  manager: EntityManager,
  path: string,
  asked: Parameters<typeof flawAgainstWitness>[2]
): Promise<Flaw | undefined> {
  if (!/\.xlsx$/i.test(path)) return flawAgainstWitness(manager, path, asked)
  const said = await notedHeads(path).catch((error: unknown) => {
    if (error instanceof UnreadableFile) return []
    throw error
  })
  if (said.length === 0)
    throw new WitnessBroken('这个文件里没有“导出说明”的校验值，不能用来核对；请用本软件导出的、没有改过的 Excel 文件')
  return flawAgainstNote(manager, said, `导出文件${basename(path)}`)
}

/** The public key the house signs with; undefined while it has made none, or its key is wanting. */
async function ownKey(house: House): Promise<string | undefined> {
  return (await house.fields.check()) === undefined ? undefined : (await signerOf(house))?.key
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false
  )

/** Rows with a version are changed only by units of work that record the change; derived rows (balances) have none. */
function isVersioned(house: House, entity: new () => object): boolean {
  const { columns } = house.database.writer.getMetadata(entity)
  return ['id', 'version'].every((name) => columns.some((column) => column.propertyName === name))
}

async function* keptFiles(house: House, manager: EntityManager): AsyncGenerator<{ name: string; intact: boolean }> {
  for (let after = ''; ;) {
    const rows = await manager.find(Attachment, { where: { id: MoreThan(after) }, order: { id: 'ASC' }, take: 500 })
    for (const { sha256, name } of rows) yield { name, intact: await house.attachments.intact(sha256) }
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}
