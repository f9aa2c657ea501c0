package h5

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestThePaceIsHeldByAddressAndByAllAndForgottenAfterAnHour(t *testing.T) {
	var p pace
	at := time.Date(2015, time.December, 10, 4, 0, 0, 0, time.UTC)
	for range 2 {
		assert.True(t, p.allows("a", at, 2, 5))
	}
	assert.False(t, p.allows("a", at, 2, 5), "more than each may")
	for i := range 3 {
		assert.True(t, p.allows(fmt.Sprint(i), at, 2, 5))
	}
	assert.False(t, p.allows("b", at.Add(59*time.Minute), 2, 5), "more than all may")
	assert.True(t, p.allows("a", at.Add(time.Hour), 2, 5))
	for range 4 {
		assert.True(t, p.allows("", at.Add(time.Hour), 1, 5), "a proxy is everybody")
	}
	assert.False(t, p.allows("", at.Add(time.Hour), 1, 5))
}
