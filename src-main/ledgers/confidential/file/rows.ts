import { In, type EntityManager } from 'typeorm'
import {
  file,
  scopeLine,
  type FileDetail,
  type FileRow,
  type MachineState,
  type ScopeLineRow
} from '../../../contract/confidential/files'
import { livingStates, periodKinds } from '../../../contract/confidential/words'
import { formatDate } from '../../../contract/display'
import type { ListInput, Page } from '../../../contract/lists'
import { posts as postWords } from '../../../contract/posts'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { carrierRows } from '../carrier/rows'
import { detailOf } from '../details'
import {
  Cabinet,
  Carrier,
  CarrierStanding,
  ConfidentialFile,
  CopyRequest,
  EndingLine,
  Leg,
  ScopeEntry,
  TitleSwitch
} from '../entities'
import { SEC_02 } from '../rules/register'
import { revealed } from '../secrets'
import { mayKnow, mustKnow } from '../visibility'
import { found } from './find'
import { scopeFrom, scopesOf, scopeWords } from './scope'

export const fileTable = 'confidential_files'

export const fileList = listing(file, 'f', { joined: {}, search: [], order: [['f.number', 'DESC']] })

/** A period in words: 10年, 至2030年1月5日, 上限（未标注）. */
export function periodWords({ secrecy, periodKind, periodYears, expiresOn, issuedOn }: ConfidentialFile): string {
  if (secrecy === 'internal') return '不是国家秘密'
  const ends = expiresOn ? '' : issuedOn === null ? '（制发日期未登记）' : ''
  if (periodKind === 'years') return `${periodYears ?? ''}年${ends}`
  if (periodKind === 'until') return `至${formatDate(expiresOn)}`
  return periodKind === 'condition' ? `达到条件时解密${ends}` : `${periodKinds.ceiling}${ends}`
}

/**
 * The files a list request asks for, narrowed by its words; what is sealed is opened in memory for the officer alone.
 */
export async function filesFor(reading: Reading, input: Pick<ListInput, 'search'>) {
  mustKnow(reading.actor, '密级文件')
  const query = reading.manager.createQueryBuilder(ConfidentialFile, 'f')
  if (input.search) query.andWhere(await found(reading, 'f.id', 'f.number', input.search))
  return query
}

/** One window of the register. */
export async function filesPage(reading: Reading, input: ListInput): Promise<Page<FileRow>> {
  return pageOf(await filesFor(reading, input), fileList, { ...input, search: undefined }, (rows) =>
    fileRows(reading, rows)
  )
}

/** Files as rows: the officer reads what is sealed, others see numbers. */
export async function fileRows(
  { manager, house, actor }: Reading,
  rows: readonly ConfidentialFile[]
): Promise<readonly FileRow[]> {
  const ids = rows.map(({ id }) => id)
  const carriers = await rowsWith(manager, Carrier, 'fileId', ids, { order: { id: 'ASC' } })
  const byFile = new Map<string, Carrier[]>()
  for (const each of carriers) byFile.set(each.fileId, [...(byFile.get(each.fileId) ?? []), each])
  const cabinets = await rowsById(
    manager,
    Cabinet,
    rows.map(({ cabinetId }) => cabinetId)
  )
  const scopes = await scopeWords(manager, await scopesOf(manager, ids))
  const open = await revealed(
    house,
    actor,
    fileTable,
    rows,
    'code',
    'title',
    'issuer',
    'documentNumber',
    'condition',
    'notes'
  )
  return rowsOf(manager, file, rows, (row) => {
    const own = byFile.get(row.id) ?? []
    return {
      code: open(row.id, 'code'),
      title: open(row.id, 'title'),
      issuer: open(row.id, 'issuer'),
      documentNumber: open(row.id, 'documentNumber'),
      condition: open(row.id, 'condition'),
      notes: open(row.id, 'notes'),
      period: periodWords(row),
      copies: own.length,
      copyNumbers: own.map(({ copyNumber }) => copyNumber ?? '无').join('、'),
      scope: scopes.get(row.id) ?? '',
      cabinetName: cabinets.get(row.cabinetId)?.label ?? ''
    }
  })
}

/** One file with its carriers, its scope and its life; fails with `notFound` for whoever may not know of it. */
export async function fileDetail(reading: Reading, id: string): Promise<FileDetail> {
  const { manager } = reading
  mustKnow(reading.actor, '文件')
  const stored = await manager.findOneBy(ConfidentialFile, { id })
  if (!stored) throw notFound('文件')
  const [row] = await fileRows(reading, [stored])
  if (!row) throw notFound('文件')
  const standings = await manager.find(CarrierStanding, { where: { fileId: id }, order: { label: 'ASC' } })
  const entries = await manager.find(ScopeEntry, { where: { fileId: id }, order: { id: 'ASC' } })
  const living = standings.filter(({ state }) => livingStates.some((each) => each === state)).length
  const used = await usesOf(manager, id)
  const held = { possible: stored.state === 'held', otherwise: stored.state === 'declassified' ? '已解密' : '已冲正' }
  const scope = scopeFrom(entries)
  const detail = await detailOf(reading, row, {
    subjects: [id],
    acts: [
      { action: 'widen', label: '扩大知悉范围', ...held },
      { action: 'narrow', label: '缩小知悉范围', ...held },
      ...(stored.issuedOn === null && stored.secrecy !== 'internal'
        ? [{ action: 'recordIssued', label: '补录制发日期', ...held }]
        : []),
      {
        action: 'review',
        label: '解密、延期或变更',
        possible: held.possible && stored.secrecy !== 'internal',
        otherwise: '不是在册的国家秘密'
      },
      { action: 'printLabels', label: '打印标签', possible: living > 0, otherwise: '没有在册的载体' },
      {
        action: 'reverse',
        label: '冲正',
        possible: stored.state === 'held' && used === 0,
        otherwise: '已有传阅、复制或清退销毁记录'
      }
    ]
  })
  return {
    ...detail,
    carriers: await carrierRows(reading, standings),
    scopeLines: await scopeLines(manager, entries),
    personIds: scope.personIds,
    posts: scope.posts
  }
}

const usesOf = async (manager: EntityManager, fileId: string) =>
  (await manager.countBy(Leg, { fileId })) +
  (await manager.countBy(CopyRequest, { fileId })) +
  (await manager.countBy(EndingLine, { fileId }))

function scopeLines(manager: EntityManager, entries: readonly ScopeEntry[]): Promise<readonly ScopeLineRow[]> {
  return rowsOf(manager, scopeLine, entries, ({ name, post }) => ({ who: post ? postWords[post].label : (name ?? '') }))
}

/** How the ledger stands on this machine; whoever may not know of files is told the minutes alone. */
export async function machineState({ manager, book, actor }: Reading): Promise<MachineState> {
  const [last] = mayKnow(actor) ? await manager.find(TitleSwitch, { order: { id: 'DESC' }, take: 1 }) : []
  return {
    titles: last?.titles ?? false,
    titlesBy: last?.byName ?? null,
    titlesAt: last?.at ?? null,
    hideMinutes: SEC_02.values(book).hideMinutes
  }
}

/** Carriers of files that are still here, by file. */
export const livingOf = (manager: EntityManager, fileIds: readonly string[]) =>
  manager.find(CarrierStanding, { where: { fileId: In([...fileIds]), state: In([...livingStates]) } })
