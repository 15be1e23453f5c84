import { Entity } from 'typeorm'
import type {
  CardKind,
  CardState,
  DriverState,
  FuelGrade,
  LicenceClass,
  LifeKind,
  PaperKind,
  ProviderKind,
  VehicleState,
  VehicleUse
} from '../../../contract/vehicles/words'
import { DateText, Flag, Id, InstantText, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/**
 * A vehicle: one file as it stands; its history is in `VehicleEvent`. Tank in thousandths of a litre, kilometres whole.
 */
@Entity('vehicles')
export class Vehicle {
  @Id() id!: string
  @Text() number!: string
  @Text() plate!: string
  @Text() model!: string
  @Text(optional) vin!: string | null
  @Text(optional) engineNumber!: string | null
  @Whole() seats!: number
  @Text() use!: VehicleUse
  @Text() licenceClass!: LicenceClass
  @Flag() livery!: boolean
  @DateText(optional) purchasedOn!: string | null
  @Whole(optional) priceCents!: number | null
  @Ref() unitId!: string
  @Ref(optional) mainDriverId!: string | null
  @Ref(optional) secondDriverId!: string | null
  @Text(optional) parking!: string | null
  @Whole(optional) tank!: number | null
  @Text(optional) grade!: FuelGrade | null
  @Text(optional) assetNumber!: string | null
  @Text(optional) licenceNumber!: string | null
  @DateText(optional) compulsoryUntil!: string | null
  @DateText(optional) commercialUntil!: string | null
  @DateText(optional) inspectionUntil!: string | null
  @Whole(optional) serviceEveryKm!: number | null
  @Whole(optional) serviceEveryMonths!: number | null
  @DateText(optional) servicedOn!: string | null
  @Whole(optional) servicedKm!: number | null
  /** Kilometres when the file was opened; an imported register does not say of which day. */
  @Whole() openingKm!: number
  @Text() state!: VehicleState
  @Flag() opening!: boolean
  @DateText() registeredOn!: string
  @Text(optional) remarks!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** The reading latest in time of a vehicle; derived. */
@Entity('vehicle_odometers')
export class Odometer {
  /** The vehicle. */
  @Id() id!: string
  /** What the odometer shows, and the run of all odometers. */
  @Whole() km!: number
  @Whole() totalKm!: number
  @InstantText() at!: string
}

/** A dated entry in the life of a vehicle: what changed, why, on what paper. Append-only. */
@Entity('vehicle_events')
export class VehicleEvent {
  @Id() id!: string
  @Ref() vehicleId!: string
  @InstantText() at!: string
  @DateText() day!: string
  @Text() kind!: LifeKind
  @Text() change!: string
  @Text(optional) reason!: string | null
  @Text(optional) documentNumber!: string | null
  @Ref(optional) attachmentId!: string | null
  @Text() personName!: string
}

/** An insurance policy or inspection with its period. Append-only; the newest end stands in the vehicle. */
@Entity('vehicle_papers')
export class VehiclePaper {
  @Id() id!: string
  @Ref() vehicleId!: string
  @Text() kind!: PaperKind
  @DateText(optional) fromDay!: string | null
  @DateText() untilDay!: string
  @Text(optional) issuer!: string | null
  @Text(optional) documentNumber!: string | null
  @Whole() amountCents!: number
  @Ref(optional) attachmentId!: string | null
  @InstantText() at!: string
  @Text() personName!: string
}

/** Something wrong with a vehicle; none goes out with an open one (VEH-07). */
@Entity('vehicle_defects')
export class VehicleDefect {
  @Id() id!: string
  @Ref() vehicleId!: string
  @DateText() foundOn!: string
  @Text() foundBy!: string
  @Text() description!: string
  @DateText(optional) mendedOn!: string | null
  @Text(optional) mended!: string | null
  @Whole() version!: number
}

/** A person who drives, from a day on: the licence as it stands. */
@Entity('vehicle_drivers')
export class Driver {
  @Id() id!: string
  @Ref() personId!: string
  @Text() licenceNumber!: string
  @Text() licenceClass!: LicenceClass
  /** First issue: the cycle of points begins on this day every year. */
  @DateText(optional) issuedOn!: string | null
  @DateText() validUntil!: string
  @DateText() fromDay!: string
  @DateText(optional) untilDay!: string | null
  @Text() state!: DriverState
  @Text(optional) remarks!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

@Entity('vehicle_cards')
export class FuelCard {
  @Id() id!: string
  @Text() cardNumber!: string
  @Text() kind!: CardKind
  @Ref(optional) vehicleId!: string | null
  @Ref(optional) holderId!: string | null
  @Text() state!: CardState
  @InstantText(optional) lostAt!: string | null
  @Text(optional) lostReason!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** A garage, filling station or insurer, designated from a day to a day. */
@Entity('vehicle_providers')
export class Provider {
  @Id() id!: string
  @Text() name!: string
  @Text() kind!: ProviderKind
  @DateText() fromDay!: string
  @DateText(optional) untilDay!: string | null
  @Text(optional) basis!: string | null
  @Text(optional) phone!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** Central dispatch of all vehicles from a day to a day, declared by the head (集中整治). */
@Entity('vehicle_campaigns')
export class Campaign {
  @Id() id!: string
  @Text() number!: string
  @Text() name!: string
  @DateText() fromDay!: string
  @DateText() untilDay!: string
  @Ref() declaredById!: string
  @Text(optional) remarks!: string | null
  @Whole() version!: number
}
