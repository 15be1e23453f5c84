import { Entity } from 'typeorm'
import type { CheckResult, IncidentKind, IncidentState } from '../../../contract/vehicles/words'
import { DateText, Flag, Id, InstantText, Json, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** A violation, accident or other breach. Shares in whole percent. */
@Entity('vehicle_incidents')
export class Incident {
  @Id() id!: string
  @Text() number!: string
  @Text() kind!: IncidentKind
  @InstantText() at!: string
  @DateText() day!: string
  @Text() place!: string
  @Ref() vehicleId!: string
  @Ref() driverId!: string
  @Ref() unitId!: string
  @Ref(optional) tripId!: string | null
  @Text() nature!: string
  @Whole(optional) share!: number | null
  @Whole() points!: number
  @Whole() fineCents!: number
  @Text(optional) fineReceipt!: string | null
  @Whole() lossCents!: number
  @Whole() insuranceCents!: number
  @Flag() casualties!: boolean
  /** Charged to the driver by a finding: damage outside traffic, private use. */
  @Whole() chargeCents!: number
  @DateText(optional) collectedOn!: string | null
  @InstantText(optional) leaderToldAt!: string | null
  @Text(optional) leaderToldName!: string | null
  @InstantText(optional) headToldAt!: string | null
  @DateText(optional) notifiedOn!: string | null
  @DateText(optional) disciplineOn!: string | null
  @Text(optional) result!: string | null
  @Text() state!: IncidentState
  @Ref() recordedById!: string
  @InstantText() recordedAt!: string
  @Text() searchKey!: string
  @Whole() version!: number
}

/** One at-fault accident in a driver's year. */
export interface SettlementCharge {
  readonly incidentId: string
  readonly number: string
  readonly day: string
  readonly share: number
  readonly netLossCents: number
  readonly chargeCents: number
}

/** A driver's year-end statement as signed; a later finding is a correction that names it. Append-only. */
@Entity('vehicle_settlements')
export class Settlement {
  @Id() id!: string
  @Text() number!: string
  @Whole() year!: number
  @Ref() personId!: string
  @Text() personName!: string
  @InstantText() at!: string
  @DateText() day!: string
  @Whole() months!: number
  @Whole() goodsCents!: number
  @Whole() bonusMonths!: number
  @Whole() bonusCents!: number
  @Json() charges!: readonly SettlementCharge[]
  @Whole() chargeCents!: number
  @Whole() payableCents!: number
  @Text() deductions!: string
  @Ref(optional) correctionOfId!: string | null
  /** What is to be paid, or paid back when negative, beside the statements before it. */
  @Whole() dueCents!: number
  @Text() signedByName!: string
}

/** A spot check of a vehicle by the safety group (VEH-18). */
@Entity('vehicle_checks')
export class SpotCheck {
  @Id() id!: string
  @Text() number!: string
  @InstantText() at!: string
  @DateText() day!: string
  @Ref() vehicleId!: string
  @Ref(optional) driverId!: string | null
  @Text() place!: string
  @Text() result!: CheckResult
  @Text() finding!: string
  @Ref(optional) photoId!: string | null
  @Ref() memberId!: string
  @Text(optional) followUp!: string | null
  @DateText(optional) followedOn!: string | null
  @Whole() version!: number
}
