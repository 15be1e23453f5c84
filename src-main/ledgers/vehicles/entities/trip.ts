import { Entity } from 'typeorm'
import type {
  ChangeState,
  DistanceCause,
  LayupState,
  ReadingSource,
  TripPurpose,
  TripState,
  UserRank
} from '../../../contract/vehicles/words'
import { DateText, Flag, Id, InstantText, Json, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** Who rides along, each with a duty of the trip (VEH-04). */
export interface Passenger {
  readonly name: string
  readonly duty: string
}

/**
 * A trip from its request to its return. Kilometres are of the odometer's whole run (see `OdometerReading.totalKm`).
 */
@Entity('vehicle_trips')
export class Trip {
  @Id() id!: string
  @Text() number!: string
  @Ref() unitId!: string
  @Ref() applicantId!: string
  @Ref() userId!: string
  @Text() userRank!: UserRank
  @Text() purpose!: TripPurpose
  @Text() reason!: string
  @Text() destination!: string
  @Text(optional) route!: string | null
  /** Areas of profile BZ-03 the activity is in; empty outside all of them. */
  @Json() areas!: readonly string[]
  /** All of the activity lies inside those areas. */
  @Flag() allInside!: boolean
  @Json() passengers!: readonly Passenger[]
  @Whole() carsOfOccasion!: number
  @InstantText() fromAt!: string
  @InstantText() untilAt!: string
  @DateText() fromDay!: string
  @Ref(optional) vehicleId!: string | null
  @Ref(optional) driverId!: string | null
  @Ref(optional) campaignId!: string | null
  @Flag() special!: boolean
  @Flag() dutyOutsideHours!: boolean
  @Flag() emergency!: boolean
  @Text() state!: TripState
  @Ref(optional) approvalId!: string | null
  @InstantText(optional) outAt!: string | null
  @Whole(optional) outKm!: number | null
  @InstantText(optional) inAt!: string | null
  @DateText(optional) inDay!: string | null
  @Whole(optional) inKm!: number | null
  @Whole(optional) km!: number | null
  @Whole(optional) lateMinutes!: number | null
  @Flag(optional) backInYard!: boolean | null
  @Text(optional) parkedAt!: string | null
  /** Papers owed after an emergency or a changed route (VEH-05). */
  @DateText(optional) papersDueOn!: string | null
  @DateText(optional) papersOn!: string | null
  @Ref(optional) papersId!: string | null
  @Text(optional) endReason!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** Consent to a driver who is neither main nor second (VEH-02). Append-only. */
@Entity('vehicle_driver_consents')
export class DriverConsent {
  @Id() id!: string
  @Ref() tripId!: string
  @Ref() vehicleId!: string
  @Ref() driverId!: string
  @Ref() personId!: string
  @Text() personName!: string
  @Text() capacity!: string
  @InstantText() at!: string
}

/** A changed route or later end of a trip on its way; decided by the trip's chain. */
@Entity('vehicle_trip_changes')
export class TripChange {
  @Id() id!: string
  @Text() number!: string
  @Ref() tripId!: string
  @Ref() applicantId!: string
  @Text(optional) destination!: string | null
  @Text(optional) route!: string | null
  @InstantText(optional) untilAt!: string | null
  @Text() reason!: string
  @Text() state!: ChangeState
  @Ref(optional) approvalId!: string | null
  @Whole() version!: number
}

/** An odometer reading at a moment. Append-only; a mistaken one is named by a reversal. */
@Entity('vehicle_readings')
export class OdometerReading {
  @Id() id!: string
  @Ref() vehicleId!: string
  @InstantText() at!: string
  @Text() source!: ReadingSource
  @Ref(optional) sourceId!: string | null
  @Text() sourceNumber!: string
  /** What the odometer showed. */
  @Whole() km!: number
  /** Run of all odometers of the vehicle up to this moment. */
  @Whole() totalKm!: number
  @Text() personName!: string
  @Ref(optional) reversalOfId!: string | null
}

/** A stretch between two neighbouring readings that no trip covers; derived from readings, trips and explanations. */
@Entity('vehicle_distances')
export class Distance {
  /** The reading the stretch ends at. */
  @Id() id!: string
  @Ref() vehicleId!: string
  @Ref() fromReadingId!: string
  @InstantText() fromAt!: string
  @InstantText() untilAt!: string
  @DateText() untilDay!: string
  @Whole() fromKm!: number
  @Whole() untilKm!: number
  /** Zero where the stretch is covered by a trip or stands still. */
  @Whole() km!: number
  @Ref(optional) explanationId!: string | null
}

/** What the responsible person says of kilometres without a trip. Append-only; covers the time it names. */
@Entity('vehicle_distance_explanations')
export class DistanceExplanation {
  @Id() id!: string
  @Ref() vehicleId!: string
  @InstantText() fromAt!: string
  @InstantText() untilAt!: string
  @Whole() km!: number
  @Text() cause!: DistanceCause
  @Text() explanation!: string
  @Ref(optional) attachmentId!: string | null
  @Ref() personId!: string
  @Text() personName!: string
  @InstantText() at!: string
}

/** A vehicle laid up over a holiday (封存). */
@Entity('vehicle_layups')
export class Layup {
  @Id() id!: string
  @Text() number!: string
  @Text() holiday!: string
  @DateText() holidayFrom!: string
  @Ref() vehicleId!: string
  @InstantText() sealedAt!: string
  @DateText() sealedOn!: string
  @Whole() sealedKm!: number
  @Text() parking!: string
  @Ref() sealedById!: string
  @InstantText(optional) releasedAt!: string | null
  @Whole(optional) releasedKm!: number | null
  @Whole(optional) difference!: number | null
  @Text(optional) approvedUse!: string | null
  @Ref(optional) releasedById!: string | null
  @Text() state!: LayupState
  @Whole() version!: number
}
