import type { SignatureInput } from '../../../contract/values'
import { asset as record, officePosts, equipmentPosts, type AssetInput } from '../../../contract/assets'
import { keptOf } from '../../../contract/record'
import { holds } from '../../../kernel/actor'
import { forbidden, invalid } from '../../../kernel/fault'
import { workingDaysFrom } from '../../../kernel/periods'
import { handOverSigned } from './signing'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { noteIfLate } from '../../../office/records/lateness'
import { classTable } from '../classes/classTable'
import { Asset } from '../entities'
import { AST_06, AST_07 } from '../rules/entering'
import { AST_09 } from '../rules/custody'
import { AST_15 } from '../rules/liability'
import { AST_16 } from '../rules/equipment'
import { inHandsOf } from '../equipment/inHands'
import { assetAt, assetKey, enterChange } from './book'
import { classRule } from './make'
import { inNameOf } from '../../../office/approvals/parties'
import { serialTakenBy } from './same'

type Revisable = Pick<
  AssetInput,
  | 'name'
  | 'spec'
  | 'brand'
  | 'serial'
  | 'category'
  | 'classCode'
  | 'classScheme'
  | 'measure'
  | 'voucher'
  | 'accessories'
  | 'purpose'
  | 'plate'
  | 'classified'
  | 'mark'
  | 'safeguard'
  | 'equipmentKind'
  | 'standardKind'
  | 'warrantyUntil'
  | 'remarks'
>

interface Standing {
  readonly id: string
  readonly version: number
}

/** Corrects what a card says of the thing itself; value, life and custody have acts of their own. */
export async function reviseCard(unit: UnitOfWork, house: House, input: Revisable & Standing): Promise<Asset> {
  const asset = await assetAt(unit, input.id, input.version)
  if (asset.state === 'gone') throw invalid([{ path: 'id', message: '资产已下账，卡片不再修改' }])
  const {
    name,
    spec,
    brand,
    serial,
    classCode,
    voucher,
    accessories,
    purpose,
    plate,
    mark,
    safeguard,
    warrantyUntil,
    remarks
  } = keptOf(record, {
    ...input,
    quantity: asset.quantity,
    originalCents: asset.originalCents,
    acquiredOn: asset.acquiredOn,
    unitId: asset.unitId
  })
  const fields = {
    name,
    spec,
    brand,
    serial,
    classCode,
    voucher,
    accessories,
    purpose,
    plate,
    mark,
    safeguard,
    warrantyUntil,
    remarks,
    category: input.category ?? asset.category,
    classScheme: input.classScheme ?? asset.classScheme,
    measure: input.measure ?? asset.measure,
    classified: input.classified ?? asset.classified,
    equipmentKind: input.equipmentKind ?? asset.equipmentKind,
    standardKind: input.standardKind ?? asset.standardKind
  }
  unit.judge(
    classRule(await classTable(house.resources), fields),
    AST_15.on({ ...fields, before: asset.classified }),
    AST_16.on({
      of: 'kind',
      before: asset.equipmentKind,
      after: fields.equipmentKind,
      noCarAnyMore: asset.category === 'vehicle' && fields.category !== 'vehicle',
      inOtherHands: await inHandsOf(unit, asset.id)
    }),
    AST_06.on({
      name,
      user: asset.userId ?? '未登记',
      keeper: asset.keeperId ?? '未登记',
      numberTakenBy: undefined,
      serialTakenBy: await serialTakenBy(unit.manager, serial, asset.id),
      videoConference: false,
      unitName: ''
    })
  )
  unit.about({ type: 'asset', id: asset.id, number: asset.number })
  return unit.update(Asset, asset, { ...fields, searchKey: assetKey({ ...asset, ...fields }) }, '资产')
}

export interface AssignInput extends Standing {
  readonly userId: string
  readonly keeperId: string
  readonly place: string
  readonly reason: string
  readonly signatures: { readonly from?: SignatureInput | undefined; readonly to?: SignatureInput | undefined }
}

/** Another user, keeper or place inside the unit; a change of keeper is signed by both (AST-09). */
export async function assignCard(unit: UnitOfWork, input: AssignInput): Promise<Asset> {
  const asset = await assetAt(unit, input.id, input.version)
  const { actor } = unit
  if (!holds(actor, [...officePosts, ...equipmentPosts]) && !holds(actor, ['unitHead'], asset.unitId))
    throw forbidden('单位内部变更由科室负责人或资产管理员办理', ['科室负责人', '资产管理员'])
  const user = await unit.load(Person, input.userId, '使用人')
  const keeper = await unit.load(Person, input.keeperId, '保管人')
  const between = user.unitId !== asset.unitId || keeper.unitId !== asset.unitId
  const before = asset.keeperId ? await unit.load(Person, asset.keeperId, '原保管人') : null
  const nothingChanges = user.id === asset.userId && keeper.id === asset.keeperId && input.place === asset.place
  unit.judge(
    AST_09.on({ of: 'direct', between }),
    AST_09.on({
      of: 'request',
      things: [asset],
      between: false,
      nothingChanges,
      meeting: null,
      meetingOn: null,
      minutesNumber: null
    }),
    inNameOf(keeper, 'keep', 'keeperId'),
    inNameOf(user, 'use', 'userId')
  )
  if (keeper.id !== asset.keeperId)
    await handOverSigned(unit, {
      things: [asset],
      from: before,
      to: keeper,
      reason: input.reason,
      signatures: [input.signatures.from, input.signatures.to].filter((each) => each !== undefined),
      subject: { type: 'asset', id: asset.id }
    })
  unit.about({ type: 'asset', id: asset.id, number: asset.number })
  return enterChange(unit, asset, {
    kind: 'assigned',
    custody: { unitId: asset.unitId, userId: user.id, keeperId: keeper.id, place: input.place },
    change: `使用人${user.name}，保管人${keeper.name}，存放${input.place}`,
    reason: input.reason,
    patch: { searchKey: assetKey({ ...asset, place: input.place }) }
  })
}

/** The label hangs on the thing: scanned there (AST-07). */
export async function confirmLabel(
  unit: UnitOfWork,
  house: House,
  input: Standing & { readonly scanned: string }
): Promise<Asset> {
  const asset = await assetAt(unit, input.id, input.version)
  unit.judge(AST_07.on({ number: asset.number, scanned: input.scanned, gone: asset.state === 'gone' }))
  if (asset.labelledOn === null && !asset.opening)
    await noteIfLate(unit, {
      rule: AST_07,
      subject: { type: 'asset', id: asset.id, number: asset.number },
      what: `${asset.name}贴标签`,
      due: {
        dueOn: workingDaysFrom(asset.enteredOn, AST_07.values(unit.book).days, await house.calendar(unit.manager))
          .dueOn,
        dueAt: null
      }
    })
  unit.about({ type: 'asset', id: asset.id, number: asset.number })
  return enterChange(unit, asset, {
    kind: 'labelled',
    change: '标签已贴好并扫码确认',
    patch: { labelledOn: unit.today }
  })
}

/** Out of use for the time being, or back in use. */
export async function setIdle(
  unit: UnitOfWork,
  input: Standing & { readonly idle: boolean; readonly reason: string }
): Promise<Asset> {
  const asset = await assetAt(unit, input.id, input.version)
  const state = input.idle ? 'idle' : 'inUse'
  if (asset.state !== 'inUse' && asset.state !== 'idle')
    throw invalid([{ path: 'idle', message: '只有在用或闲置的资产可以变更' }])
  if (asset.state === state) throw invalid([{ path: 'idle', message: '状态没有变' }])
  unit.about({ type: 'asset', id: asset.id, number: asset.number })
  return enterChange(unit, asset, {
    kind: 'stateChanged',
    change: input.idle ? '转为闲置' : '恢复使用',
    reason: input.reason,
    patch: { state }
  })
}
