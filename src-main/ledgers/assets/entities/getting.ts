import { Entity } from 'typeorm'
import type {
  AcceptanceState,
  AcquisitionKind,
  AcquisitionState,
  AssetCategory,
  EquipmentKind,
  Funding,
  LowValueState,
  ProcurementWay,
  StandardKind,
  Way
} from '../../../contract/assets'
import { DateText, Flag, Id, Json, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** One kind of thing asked for. Unit price in cents. */
export interface AskedLine {
  readonly name: string
  readonly spec: string | null
  readonly classCode: string | null
  readonly category: AssetCategory
  readonly equipmentKind: EquipmentKind
  readonly standardKind: StandardKind
  readonly quantity: number
  readonly unitPriceCents: number
}

/** A request to buy, or to repair a house (AST-03). */
@Entity('asset_acquisitions')
export class Acquisition {
  @Id() id!: string
  @Text() number!: string
  @Text() kind!: AcquisitionKind
  @Ref() unitId!: string
  @Ref() applicantId!: string
  /** The room the things are for. */
  @Text(optional) place!: string | null
  @Text() reason!: string
  @Text() budget!: string
  @Text() funding!: Funding
  @Text() procurementWay!: ProcurementWay
  @Json() lines!: readonly AskedLine[]
  @Text() things!: string
  @Whole() quantity!: number
  @Whole() amountCents!: number
  @Flag() equipment!: boolean
  /** What of it is above the standard of its room, in words. */
  @Text(optional) overStandard!: string | null
  @DateText(optional) disciplineToldOn!: string | null
  @DateText() submittedOn!: string
  @DateText(optional) approvedOn!: string | null
  @Text() state!: AcquisitionState
  @Ref(optional) approvalId!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** One kind of thing accepted. */
export interface AcceptedLine {
  readonly name: string
  readonly spec: string | null
  readonly brand: string | null
  readonly serials: readonly string[]
  readonly classCode: string | null
  readonly category: AssetCategory
  readonly equipmentKind: EquipmentKind
  readonly standardKind: StandardKind
  readonly measure: string
  readonly quantity: number
  readonly unitPriceCents: number
  readonly accessories: string | null
  readonly warrantyUntil: string | null
  /** How many stand on cards or in the low-value register; absent where 0.2.0 or older accepted it. */
  readonly entered?: number
}

/** Acceptance by office and applicant together, or the arrival of things got in another way (AST-05, AST-17). */
@Entity('asset_acceptances')
export class AssetAcceptance {
  @Id() id!: string
  @Text() number!: string
  @Ref(optional) acquisitionId!: string | null
  @Text() way!: Way
  @Ref() unitId!: string
  /** The day the things came. */
  @DateText() acquiredOn!: string
  @DateText() acceptedOn!: string
  @Text(optional) supplier!: string | null
  @Text(optional) contractNumber!: string | null
  @Text(optional) invoiceNumber!: string | null
  @DateText(optional) boughtOn!: string | null
  @Text(optional) approvalDocument!: string | null
  @Ref(optional) contractFileId!: string | null
  @Ref(optional) sheetFileId!: string | null
  @Ref(optional) invoiceFileId!: string | null
  @Json() lines!: readonly AcceptedLine[]
  @Text() things!: string
  @Whole() quantity!: number
  /** How many of them stand on cards or in the low-value register. */
  @Whole() entered!: number
  @Whole() amountCents!: number
  @Text() conclusion!: string
  @Ref() officePersonId!: string
  @Ref() applicantId!: string
  /** Last day of the entry clock. */
  @DateText() entryDueOn!: string
  @Flag() calendarMissing!: boolean
  @Text() state!: AcceptanceState
  @Text() searchKey!: string
  @Whole() version!: number
}

/** A thing below the threshold, or uniforms and the like kept by number (AST-01). */
@Entity('asset_low_values')
export class LowValueItem {
  @Id() id!: string
  @Text() number!: string
  @Text() name!: string
  @Text(optional) spec!: string | null
  @Text() equipmentKind!: EquipmentKind
  @Whole() quantity!: number
  @Whole() priceCents!: number
  @Whole() amountCents!: number
  @Ref() unitId!: string
  @Ref(optional) userId!: string | null
  @DateText() acquiredOn!: string
  @DateText(optional) issuedOn!: string | null
  @Text() state!: LowValueState
  @Ref(optional) acceptanceId!: string | null
  @Text(optional) endReason!: string | null
  @DateText(optional) endedOn!: string | null
  @Text(optional) remarks!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** A room with what is peculiar to it; who works there are its seats (AST-04). */
@Entity('asset_rooms')
export class AssetRoom {
  @Id() id!: string
  @Text() name!: string
  @Ref() unitId!: string
  /** Why it prints much, where it does. */
  @Text(optional) heavyPrinting!: string | null
  @Whole() version!: number
}

/** Somebody works in a room from a day to a day. */
@Entity('asset_room_seats')
export class RoomSeat {
  @Id() id!: string
  @Ref() roomId!: string
  @Ref() personId!: string
  @DateText() fromDay!: string
  @DateText(optional) toDay!: string | null
  @Whole() version!: number
}
