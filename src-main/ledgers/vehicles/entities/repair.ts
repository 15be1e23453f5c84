import { Entity } from 'typeorm'
import type { ChangeState, RepairKind, RepairState } from '../../../contract/vehicles/words'
import { DateText, Flag, Id, InstantText, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** A maintenance sheet (车辆保养维修审批单). */
@Entity('vehicle_repairs')
export class Repair {
  @Id() id!: string
  @Text() number!: string
  @Text() kind!: RepairKind
  @Ref() vehicleId!: string
  @Ref() unitId!: string
  @Ref() applicantId!: string
  @DateText() submittedOn!: string
  @Whole() km!: number
  @Text() reason!: string
  @Ref(optional) garageId!: string | null
  /** The garage on the road that only brought the car home (VEH-12). */
  @Text(optional) roadsideGarage!: string | null
  @Flag() breakdown!: boolean
  @Whole() plannedCents!: number
  /** First approval and approved supplements. */
  @Whole() approvedCents!: number
  @Text() state!: RepairState
  @Ref(optional) approvalId!: string | null
  /** The accident or fault statement of an overhaul and when finance received it (VEH-14). */
  @Ref(optional) incidentId!: string | null
  @Text(optional) faultStatement!: string | null
  @DateText(optional) statementReceivedOn!: string | null
  @InstantText(optional) handedAt!: string | null
  @Ref(optional) handedByDriverId!: string | null
  @Ref(optional) handedByOfficeId!: string | null
  @InstantText(optional) acceptedAt!: string | null
  @DateText(optional) acceptedOn!: string | null
  @Whole(optional) outKm!: number | null
  @Whole() materialCents!: number
  @Whole() labourCents!: number
  @Whole() actualCents!: number
  @Text(optional) accepters!: string | null
  @DateText(optional) warrantyUntil!: string | null
  @Whole(optional) warrantyKm!: number | null
  @Text(optional) invoiceNumber!: string | null
  @DateText(optional) listReceivedOn!: string | null
  @Text(optional) listReceivedBy!: string | null
  /** Costs against the regulation, borne by the driver (DK-02 二7), and when they were collected. */
  @Whole() borneCents!: number
  @Text(optional) borneReason!: string | null
  @DateText(optional) collectedOn!: string | null
  /** Papers owed after a breakdown on the road (VEH-12). */
  @DateText(optional) papersDueOn!: string | null
  @DateText(optional) papersOn!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/**
 * Something asked for: of the first request or of a supplement. Append-only; a corrected request has rows of a later
 * round.
 */
@Entity('vehicle_repair_items')
export class RepairItem {
  @Id() id!: string
  @Ref() repairId!: string
  @Ref(optional) supplementId!: string | null
  @Whole() round!: number
  @Whole() lineNumber!: number
  @Text() name!: string
  @Whole() amountCents!: number
}

/** Items found on the way, approved before they are done (VEH-11). */
@Entity('vehicle_repair_supplements')
export class Supplement {
  @Id() id!: string
  @Text() number!: string
  @Ref() repairId!: string
  @Ref() applicantId!: string
  @Text() reason!: string
  @Whole() amountCents!: number
  @Text() state!: ChangeState
  @Ref(optional) approvalId!: string | null
  @InstantText() at!: string
  @Whole() version!: number
}

/** What was done and charged for one approved item (VEH-13). Append-only. */
@Entity('vehicle_repair_lines')
export class RepairLine {
  @Id() id!: string
  @Ref() repairId!: string
  @Ref() itemId!: string
  @Whole() lineNumber!: number
  @Text() name!: string
  @Whole() materialCents!: number
  @Whole() labourCents!: number
}
