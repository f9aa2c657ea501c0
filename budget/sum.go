package budget

import "github.com/shopspring/decimal"

// Sum adds amounts exactly. Blanks and dashes add nothing.
func Sum(amounts []Amount) decimal.Decimal {
	var sum int64
	var places uint8
	for i := range amounts {
		a := &amounts[i]
		if a.mark != markNumber {
			continue
		}
		if a.places != places {
			if sum != 0 || places != 0 {
				return sumAny(amounts)
			}
			places = a.places
		}
		sum += a.coefficient
		if sum > roomy || sum < -roomy {
			return sumAny(amounts)
		}
	}
	return decimal.New(sum, -int32(places))
}

// sumAny adds amounts of different places, or more than an integer holds.
func sumAny(amounts []Amount) decimal.Decimal {
	var byPlaces [maxDigits + 1]int64
	var rest decimal.Decimal
	for _, a := range amounts {
		if a.mark != markNumber {
			continue
		}
		s := &byPlaces[min(int(a.places), maxDigits)]
		if *s += a.coefficient; *s > roomy || *s < -roomy {
			rest = rest.Add(decimal.New(*s, -int32(a.places)))
			*s = 0
		}
	}
	for p, s := range byPlaces {
		rest = rest.Add(decimal.New(s, -int32(p)))
	}
	return rest
}

// SumDecimals adds decimals as integers while they fit, which is several times
// as fast as adding them one by one.
func SumDecimals(ds []decimal.Decimal) decimal.Decimal {
	var sum [5]int64 // by decimal places
	for i, d := range ds {
		e := d.Exponent()
		if e < -4 || e > 0 || d.NumDigits() > 15 {
			return decimal.Sum(gathered(sum), ds[i:]...)
		}
		s := &sum[-e]
		if *s += d.CoefficientInt64(); *s > roomy || *s < -roomy {
			*s -= d.CoefficientInt64()
			return decimal.Sum(gathered(sum), ds[i:]...)
		}
	}
	return gathered(sum)
}

func gathered(sum [5]int64) decimal.Decimal {
	total := decimal.Zero
	for p, s := range sum {
		if s != 0 {
			total = total.Add(decimal.New(s, -int32(p)))
		}
	}
	return total
}
