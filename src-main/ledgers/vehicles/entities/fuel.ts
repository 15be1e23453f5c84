import { Entity } from 'typeorm'
import type {
  CostKind,
  FuelGrade,
  MatchKind,
  SettledState,
  StatementLineKind,
  SuspicionKind
} from '../../../contract/vehicles/words'
import { DateText, Flag, Id, InstantText, Json, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/**
 * One refuel. Litres in thousandths, price in cents a litre. Append-only; a mistaken one is reversed by a negative one.
 */
@Entity('vehicle_refuels')
export class Refuel {
  @Id() id!: string
  @Text() number!: string
  @Ref() vehicleId!: string
  @Text() plate!: string
  @Ref(optional) driverId!: string | null
  @Text() driverName!: string
  @InstantText() at!: string
  @DateText() day!: string
  @Text() station!: string
  @Text() grade!: FuelGrade
  @Whole() litres!: number
  @Whole() priceCents!: number
  @Whole() amountCents!: number
  @Whole() km!: number
  /** Run of all odometers; null where an imported reading contradicts its neighbours. */
  @Whole(optional) totalKm!: number | null
  @Flag() full!: boolean
  @Ref(optional) cardId!: string | null
  @Text() cardNumber!: string
  @Text(optional) noCardReason!: string | null
  @Text(optional) receiptNumber!: string | null
  @Ref(optional) entererId!: string | null
  @Flag() opening!: boolean
  @Ref(optional) reversalOfId!: string | null
  @Text(optional) remarks!: string | null
  @Text() searchKey!: string
}

/** Consumption of the stretch a full refuel closes; derived. Litres and litres per 100 km in thousandths. */
@Entity('vehicle_fuel_stretches')
export class FuelStretch {
  /** The closing refuel. */
  @Id() id!: string
  @Ref() vehicleId!: string
  @InstantText() at!: string
  @DateText() day!: string
  @Whole() litres!: number
  /** Zero where there is no such stretch any more. */
  @Whole() km!: number
  @Whole() per100!: number
  /** Litres and kilometres of the stretches closed in the 12 months before. */
  @Whole() beforeLitres!: number
  @Whole() beforeKm!: number
  @Whole() beforeCount!: number
}

/** One vehicle's line of a month's fuel statement, as it was when signed. */
export interface FuelMonthLine {
  readonly vehicleId: string
  readonly plate: string
  readonly km: number | null
  readonly per100: number | null
  readonly expected: number | null
  readonly bought: number
  readonly difference: number | null
  readonly amountCents: number
  readonly note: string
}

/** The signed fuel statement of a month (油料月结). Append-only: later refuels stand below it. */
@Entity('vehicle_fuel_months')
export class FuelMonth {
  @Id() id!: string
  @Text() number!: string
  @Text() month!: string
  @InstantText() at!: string
  @DateText() day!: string
  @Ref() personId!: string
  @Text() personName!: string
  @Json() lines!: readonly FuelMonthLine[]
  @Whole() km!: number
  @Whole() bought!: number
  @Whole() amountCents!: number
}

/** Finance has received the signed statement of a month. Append-only. */
@Entity('vehicle_fuel_month_receipts')
export class FuelMonthReceipt {
  @Id() id!: string
  @Ref() fuelMonthId!: string
  @InstantText() at!: string
  @DateText() day!: string
  @Ref() personId!: string
  @Text() personName!: string
}

/** An oil company's statement of cards as read from its file. */
@Entity('vehicle_statements')
export class CardStatement {
  @Id() id!: string
  @Text() number!: string
  @Text() fileName!: string
  @Text() sha256!: string
  @DateText() fromDay!: string
  @DateText() untilDay!: string
  @Whole() lineCount!: number
  @Whole() litres!: number
  @Whole() amountCents!: number
  @Whole() openCount!: number
  @InstantText() at!: string
  @Text() personName!: string
  @Whole() version!: number
}

/** One line of a statement. Append-only. */
@Entity('vehicle_statement_lines')
export class StatementLine {
  @Id() id!: string
  @Ref() statementId!: string
  @Whole() row!: number
  @Text() cardNumber!: string
  @Flag() digitsLost!: boolean
  @Text() holder!: string
  @Ref(optional) vehicleId!: string | null
  @InstantText() at!: string
  @DateText() day!: string
  @Text() kind!: StatementLineKind
  @Text() kindWords!: string
  @Text(optional) grade!: FuelGrade | null
  @Text() gradeWords!: string
  @Whole() litres!: number
  @Whole() priceCents!: number
  @Whole() amountCents!: number
  @Text() station!: string
}

/**
 * What a line of the statement is beside the register; one per refuel, reversal or goods line, and per refuel missing
 * on it.
 */
@Entity('vehicle_statement_matches')
export class StatementMatch {
  @Id() id!: string
  @Ref() statementId!: string
  @Ref(optional) lineId!: string | null
  @Ref(optional) refuelId!: string | null
  @Ref(optional) vehicleId!: string | null
  @DateText() day!: string
  @Text() kind!: MatchKind
  @Whole() differenceCents!: number
  @Text() words!: string
  @Text() state!: SettledState
  @Text(optional) settlement!: string | null
  @Text(optional) settledBy!: string | null
  @InstantText(optional) settledAt!: string | null
  @Whole() version!: number
}

/** A suspicion of the audit checks (用油疑点), found once, settled with a reason. */
@Entity('vehicle_suspicions')
export class Suspicion {
  @Id() id!: string
  /** Check and record: a check finds a thing once. */
  @Text() mark!: string
  @Text() kind!: SuspicionKind
  @Ref() vehicleId!: string
  @Ref(optional) refuelId!: string | null
  @Ref(optional) driverId!: string | null
  @DateText() day!: string
  @Text() figures!: string
  @Text() words!: string
  @Text() state!: SettledState
  @Text(optional) settlement!: string | null
  @Text(optional) settledBy!: string | null
  @InstantText(optional) settledAt!: string | null
  @Whole() version!: number
}

/** A cost that is neither fuel nor repair. Append-only; a mistaken one is reversed by a negative one. */
@Entity('vehicle_costs')
export class VehicleCost {
  @Id() id!: string
  @Text() number!: string
  @Ref() vehicleId!: string
  @DateText() day!: string
  @Text() kind!: CostKind
  @Whole() amountCents!: number
  @DateText() receiptOn!: string
  @Text(optional) receiptNumber!: string | null
  @Ref(optional) tripId!: string | null
  @Text() sourceNumber!: string
  @Text() handlerName!: string
  /** Handed in too late: not reimbursed (VEH-19). */
  @Flag() late!: boolean
  @Text(optional) remarks!: string | null
  @InstantText() at!: string
  @Ref(optional) reversalOfId!: string | null
}
