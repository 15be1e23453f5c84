import type { SignatureInput } from '../../../contract/values'
import { transfer as record } from '../../../contract/assets'
import { keptOf, type InputOf } from '../../../contract/record'
import { conflict, invalid, notNow } from '../../../kernel/fault'
import { groupsOf } from '../../../kernel/groups'
import { searchKey } from '../../../kernel/searchKey'
import { rowsWith } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { mustStillHold } from '../../../office/approvals/cancelling'
import { holdersOf } from '../../../office/actors'
import type { Approval } from '../../../office/approvals/entities'
import { Person, Unit } from '../../../office/entities'
import type { House } from '../../../office/house'
import { loadReturned, type Correction } from '../../../office/approvals/correcting'
import { applicantOf, handIn, notedChanges, thingsWords } from '../applying'
import { assetKey, assetsById, bookNow, enterChange } from '../cards/book'
import { handOverSigned } from '../cards/signing'
import { AssetTransfer, RequestLine, type Asset } from '../entities'
import { transferFlow } from '../flows'
import { AST_09 } from '../rules/custody'
import { inNameOf } from '../../../office/approvals/parties'
import { transferReads } from './rows'

export type TransferInput = InputOf<typeof record> & { readonly assetIds: readonly string[] }

/** Asks for things to move to another unit, user or place (AST-09). Nothing passes yet. */
export async function submitTransfer(
  unit: UnitOfWork,
  house: House,
  input: TransferInput,
  correction?: Correction
): Promise<{ row: AssetTransfer; approval: Approval }> {
  const returned = correction && (await loadReturned(unit, AssetTransfer, correction, '转移申请')).request
  const applicant = await applicantOf(unit)
  const kept = keptOf(record, input)
  const things = await assetsById(unit, input.assetIds)
  const [first] = things
  if (!first) throw invalid([{ path: 'assetIds', message: '请选择资产' }])
  const foreign = things.find(({ unitId }) => unitId !== first.unitId)
  if (foreign) throw invalid([{ path: 'assetIds', message: `${foreign.number}属于另一个部门，请分开申请` }])
  await unit.load(Unit, kept.toUnitId, '新部门')
  const user = await unit.load(Person, kept.toUserId, '新使用人')
  const keeper = await unit.load(Person, kept.toKeeperId, '新保管人')
  for (const [path, person] of [
    ['toUserId', user],
    ['toKeeperId', keeper]
  ] as const)
    if (person.unitId !== kept.toUnitId) throw invalid([{ path, message: `${person.name}不在调入部门` }])
  const between = kept.toUnitId !== first.unitId
  const nothingChanges = things.every(
    ({ unitId, userId, keeperId, place }) =>
      unitId === kept.toUnitId && userId === user.id && keeperId === keeper.id && place === kept.toPlace
  )
  unit.judge(
    AST_09.on({
      of: 'request',
      things,
      between,
      nothingChanges,
      meeting: kept.meeting,
      meetingOn: kept.meetingOn,
      minutesNumber: kept.minutesNumber
    }),
    inNameOf(keeper, 'keep', 'toKeeperId'),
    inNameOf(user, 'use', 'toUserId')
  )
  const number = returned?.number ?? (await unit.nextNumber('GT'))
  const words = thingsWords(things.map(({ name }) => name))
  const asked = { ...kept, kind: between ? ('between' as const) : ('within' as const) }
  const row = returned
    ? await unit.update(AssetTransfer, returned, asked, '转移申请')
    : await unit.insert(AssetTransfer, {
        ...asked,
        number,
        fromUnitId: first.unitId,
        things: words,
        assets: things.reduce((sum, { quantity }) => sum + quantity, 0),
        applicantId: applicant.id,
        submittedOn: unit.today,
        state: 'pending',
        approvalId: null,
        doneOn: null,
        searchKey: searchKey(number, ...things.slice(0, 5).flatMap(({ name, number: of }) => [name, of]))
      })
  if (!returned) await keepLines(unit, row.id, things)
  const shown = { fields: record.fields, rows: transferReads.rows }
  const note = returned && correction && (await notedChanges(unit.manager, shown, [returned, row], correction.note))
  const [receivingHead] = await holdersOf(unit.manager, 'unitHead', unit.today, { unitId: kept.toUnitId })
  return handIn(
    unit,
    house,
    AssetTransfer,
    row,
    '转移申请',
    {
      kind: transferFlow.kind,
      subjectType: 'assetTransfer',
      title: `${words}转到${(await unit.load(Unit, kept.toUnitId, '新部门')).name}：${kept.reason}`,
      unitId: first.unitId,
      tags: between ? ['between'] : [],
      concernedPersonId: between ? (receivingHead ?? null) : null
    },
    note
  )
}

/** Corrects a returned request; the cards stay the ones it was made with. */
export async function amendTransfer(unit: UnitOfWork, house: House, input: InputOf<typeof record> & Correction) {
  return submitTransfer(unit, house, { ...input, assetIds: await askedCards(unit, input.id) }, input)
}

/** The cards a request was made with. */
export const askedCards = async (unit: UnitOfWork, ownerId: string): Promise<readonly string[]> =>
  (await rowsWith(unit.manager, RequestLine, 'ownerId', [ownerId], { order: { id: 'ASC' } })).map(
    ({ assetId }) => assetId
  )

/** Keeps cards as a request found them. */
export async function keepLines(
  unit: UnitOfWork,
  ownerId: string,
  things: readonly Asset[]
): Promise<readonly RequestLine[]> {
  const lines: Omit<RequestLine, 'id'>[] = []
  for (const thing of things) {
    const { accumulatedCents } = await bookNow(unit.manager, thing)
    const { id: assetId, number, name, quantity, originalCents, unitId, userId, keeperId, place } = thing
    lines.push({
      ownerId,
      assetId,
      number,
      name,
      quantity,
      originalCents,
      accumulatedCents,
      unitId,
      userId,
      keeperId,
      place
    })
  }
  return unit.appendMany(RequestLine, lines)
}

/** Old and new keepers sign, and custody passes; not before (AST-09). */
export async function completeTransfer(
  unit: UnitOfWork,
  input: { readonly id: string; readonly version: number; readonly signatures: readonly SignatureInput[] }
): Promise<AssetTransfer> {
  const transfer = await unit.load(AssetTransfer, input.id, '转移申请')
  if (transfer.version !== input.version) throw conflict('转移申请')
  if (transfer.state === 'done') throw notNow('转移申请')
  await mustStillHold(unit, transfer.approvalId)
  const lines = await rowsWith(unit.manager, RequestLine, 'ownerId', [transfer.id], { order: { id: 'ASC' } })
  const things = await assetsById(
    unit,
    lines.map(({ assetId }) => assetId)
  )
  const moved = lines.filter((line) => {
    const now = things.find(({ id }) => id === line.assetId)
    return now?.unitId !== line.unitId || now.keeperId !== line.keeperId
  })
  const to = await unit.load(Person, transfer.toKeeperId, '接收人')
  const user = await unit.load(Person, transfer.toUserId, '新使用人')
  unit.judge(
    AST_09.on({
      of: 'complete',
      approved: transfer.state === 'approved',
      things,
      moved: moved.map(({ number }) => number),
      missingSignatures: []
    }),
    inNameOf(to),
    inNameOf(user, 'use')
  )
  for (const [keeperId, group] of groupsOf(things, (thing) => thing.keeperId))
    await handOverSigned(unit, {
      things: group,
      from: keeperId === null ? null : await unit.load(Person, keeperId, '移交人'),
      to,
      reason: transfer.reason,
      signatures: input.signatures,
      subject: { type: 'assetTransfer', id: transfer.id }
    })
  const target = await unit.load(Unit, transfer.toUnitId, '新部门')
  for (const thing of things)
    await enterChange(unit, thing, {
      kind: 'transferred',
      custody: {
        unitId: transfer.toUnitId,
        userId: transfer.toUserId,
        keeperId: transfer.toKeeperId,
        place: transfer.toPlace
      },
      change: `转到${target.name}，使用人${user.name}，保管人${to.name}，存放${transfer.toPlace}`,
      reason: transfer.reason,
      sourceNumber: transfer.number,
      patch: { searchKey: assetKey({ ...thing, place: transfer.toPlace }) }
    })
  unit.about({ type: 'assetTransfer', id: transfer.id, number: transfer.number })
  return unit.update(AssetTransfer, transfer, { state: 'done', doneOn: unit.today }, '转移申请')
}
