package disclosure

import "testing"

// The example of ISO 7064 for MOD 11,10: the check digit of 0794 is 5.
func TestCheckDigitOfTheStandardsExample(t *testing.T) {
	if got := CheckDigit("0794"); got != '5' {
		t.Fatalf("want 5, got %c", got)
	}
}
