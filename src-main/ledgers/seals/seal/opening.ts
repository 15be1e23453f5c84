import type { DocumentKind, Ink, SealKind, SealMaterial, SealShape } from '../../../contract/seals'
import { invalid } from '../../../kernel/fault'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Attachment, Person, Unit } from '../../../office/entities'
import { defaultScope, inkFor } from '../documentKinds'
import { Seal } from '../entities'
import { SEAL_01, SEAL_13 } from '../rules/life'
import { separateHandsNow } from '../custody/acts'
import { enterHandover } from '../custody/handovers'
import { inNameOf } from '../../../office/approvals/parties'
import { aboutSeal, blankSeal, sealAt } from './acts'

export interface EnterInput {
  readonly name: string
  readonly imprintText: string
  readonly kind: SealKind
  readonly material: SealMaterial
  readonly size: string
  readonly shape: SealShape
  readonly ink?: Ink | undefined
  readonly scope?: readonly DocumentKind[] | undefined
  readonly unitId: string
  readonly ownerId?: string | undefined
  readonly sealCode?: string | undefined
  readonly approvalDocument?: string | undefined
  readonly engraver?: string | undefined
  readonly engravedOn?: string | undefined
  readonly activationNumber?: string | undefined
  readonly activatedOn?: string | undefined
  readonly storage?: string | undefined
  readonly safeguard?: string | undefined
  readonly custodianId: string
  readonly imprintId?: string | undefined
  readonly remarks?: string | undefined
}

/** Enters a seal that was in use before the ledger began, with whoever keeps it. */
export async function enterSeal(unit: UnitOfWork, input: EnterInput): Promise<Seal> {
  await unit.load(Unit, input.unitId, '保管部门')
  if (input.imprintId) await unit.load(Attachment, input.imprintId, '印模图片')
  const custodian = await unit.load(Person, input.custodianId, '保管人')
  const ink = input.ink ?? inkFor(input.kind)
  const scope = input.scope ?? defaultScope(input.kind)
  const wrong = datesWrong(input, unit.today)
  if (wrong.length > 0) throw invalid(wrong)
  unit.judge(
    SEAL_01.on({
      kind: input.kind,
      scope,
      ownerId: input.ownerId ?? null,
      sealCode: input.sealCode ?? null,
      storage: input.storage ?? null,
      safeguard: input.safeguard ?? null
    }),
    SEAL_13.on({ kind: input.kind, ink }),
    inNameOf(custodian),
    ...(await separateHandsNow(unit, { id: null, kind: input.kind }, custodian))
  )
  const { custodianId, sealCode, approvalDocument, engraver, engravedOn, activationNumber, activatedOn, ...rest } =
    input
  const seal = await unit.insert(
    Seal,
    blankSeal({
      number: await unit.nextNumber('YZ'),
      name: rest.name,
      imprintText: rest.imprintText,
      kind: rest.kind,
      material: rest.material,
      size: rest.size,
      shape: rest.shape,
      ink,
      scope,
      unitId: rest.unitId,
      ownerId: rest.ownerId ?? null,
      sealCode: sealCode ?? null,
      approvalDocument: approvalDocument ?? null,
      engraver: engraver ?? null,
      engravedOn: engravedOn ?? null,
      activationNumber: activationNumber ?? null,
      activatedOn: activatedOn ?? null,
      storage: rest.storage ?? null,
      safeguard: rest.safeguard ?? null,
      custodianId,
      imprintId: rest.imprintId ?? null,
      remarks: rest.remarks ?? null,
      state: 'inUse',
      opening: true,
      registeredOn: unit.today
    })
  )
  await enterHandover(unit, {
    kind: 'receipt',
    seal,
    from: null,
    to: custodian,
    fromDay: unit.today,
    reason: '期初登记'
  })
  aboutSeal(unit, seal)
  return seal
}

/** What is wrong with the dates an existing seal is entered with, by field. */
function datesWrong({ engravedOn, activatedOn }: Pick<EnterInput, 'engravedOn' | 'activatedOn'>, today: string) {
  return [
    ...(engravedOn && engravedOn > today ? [{ path: 'engravedOn', message: '刻制日期不能晚于今天' }] : []),
    ...(activatedOn && activatedOn > today ? [{ path: 'activatedOn', message: '启用日期不能晚于今天' }] : []),
    ...(engravedOn && activatedOn && activatedOn < engravedOn
      ? [{ path: 'activatedOn', message: '启用日期不能早于刻制日期' }]
      : [])
  ]
}

export interface ReviseInput {
  readonly id: string
  readonly version: number
  readonly storage: string
  readonly safeguard: string
  readonly scope: readonly DocumentKind[]
  readonly sealCode?: string | undefined
  readonly ownerId?: string | undefined
  readonly imprintId?: string | undefined
  readonly remarks?: string | undefined
}

/**
 * Changes where a seal is kept, what it may be used for and whose name a personal one carries; what it is stays as
 * engraved.
 */
export async function reviseSeal(unit: UnitOfWork, input: ReviseInput): Promise<Seal> {
  const seal = await sealAt(unit, input.id, input.version)
  if (input.imprintId) await unit.load(Attachment, input.imprintId, '印模图片')
  const { storage, safeguard, scope } = input
  const sealCode = input.sealCode ?? null
  const ownerId = seal.kind === 'personal' ? (input.ownerId ?? seal.ownerId) : seal.ownerId
  if (ownerId && ownerId !== seal.ownerId) await unit.load(Person, ownerId, '印鉴领导')
  unit.judge(SEAL_01.on({ kind: seal.kind, scope, ownerId, sealCode, storage, safeguard }))
  aboutSeal(unit, seal)
  const imprintId = input.imprintId ?? seal.imprintId
  return unit.update(
    Seal,
    seal,
    { storage, safeguard, scope, sealCode, ownerId, imprintId, remarks: input.remarks ?? null },
    '印章'
  )
}
