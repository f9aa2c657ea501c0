package budget_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

func TestAmountsAreReadInEveryFormThatOfficesWrite(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "0.00": "0.00", "9746.50": "9746.50", "2,940.05": "2940.05", "156,211,123": "156211123",
		"１，２３４．５６": "1234.56", "（12.00）": "-12.00", "(12.00)": "-12.00", "−3.5": "-3.5", "-3.5": "-3.5",
		" 12.30\u00a0": "12.30", "\u300012": "12", "¥12.00": "12.00", "1508.8299999999999": "1508.83",
		"0.30000000000000004": "0.3", "007": "7", "99999999999999.99": "99999999999999.99",
	} {
		a, err := budget.ParseAmount(text)
		require.NoError(t, err, text)
		assert.True(t, a.IsNumber(), text)
		assert.Equal(t, want, a.String(), text)
	}
}

func TestBlankDashAndZeroAreThreeThings(t *testing.T) {
	for _, text := range []string{"", " ", "\u3000", "\u00a0"} {
		a, err := budget.ParseAmount(text)
		require.NoError(t, err)
		assert.True(t, a.IsBlank(), "%q", text)
	}
	for _, text := range []string{"—", "-", "一", "…", "－", "——"} {
		a, err := budget.ParseAmount(text)
		require.NoError(t, err)
		assert.False(t, a.IsBlank() || a.IsNumber(), "%q", text)
		assert.Equal(t, "—", a.String())
	}
}

func TestWhatIsNoAmountIsRefused(t *testing.T) {
	for _, text := range []string{"XX", "12.3.4", "1e5", "--5", "(5", "5)", "12万元", "５一", ".", ",5", "5-"} {
		_, err := budget.ParseAmount(text)
		assert.ErrorIs(t, err, budget.ErrUnreadable, text)
	}
	_, err := budget.ParseAmount("1234567890123456789")
	assert.ErrorIs(t, err, budget.ErrTooLong)
}

// A comma that groups no thousands is a decimal comma, a slip or two amounts in one
// cell: whatever is read from it would be a guess. Blanks are no better.
func TestWhatGroupsNoThousandsIsRefused(t *testing.T) {
	for _, text := range []string{"1,23", "12,34.5", "1,2345", "1234,567", "1,,234", "1,234,5", "12,", "1,23,456", "-1,23", "(1,23)", "12\n34", "1234 5678", "12.5\n30", "１，２３"} {
		_, err := budget.ParseAmount(text)
		assert.ErrorIs(t, err, budget.ErrUnreadable, "%q", text)
	}
	for text, want := range map[string]string{"1 234 567.80": "1234567.80", "1,234": "1234", "( 1,234.50 )": "-1234.50", "- 12": "-12", "¥ 1,234,567": "1234567", "12\n": "12", "1, 234": "1234"} {
		a, err := budget.ParseAmount(text)
		require.NoError(t, err, "%q", text)
		assert.Equal(t, want, a.String(), "%q", text)
	}
}

func TestUnitsConvertExactly(t *testing.T) {
	a, _ := budget.ParseAmount("2,932,700")
	assert.True(t, decimal.RequireFromString("293.27").Equal(a.In(budget.Yuan, budget.TenThousandYuan)))
	u, err := budget.ParseUnit("金额单位：万元")
	require.NoError(t, err)
	assert.Equal(t, budget.TenThousandYuan, u)
	_, err = budget.ParseUnit("单位：")
	assert.ErrorContains(t, err, "单位：")
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"1,234.56", "（12）", "—", "１２", "9999999999999999999999", "0.000000000000000000001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := budget.ParseAmount(s)
		if err != nil {
			return
		}
		b, err := budget.ParseAmount(a.String())
		if err != nil || b != a {
			t.Fatalf("%q reads as %v, which reads as %v (%v)", s, a, b, err)
		}
	})
}

func BenchmarkParseAmount(b *testing.B) {
	cells := []string{"9746.50", "156,211,123", "１，２３４．５６", "", "—", "（12.00）"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := budget.ParseAmount(cells[i%len(cells)]); err != nil {
			b.Fatal(err)
		}
	}
}
