package wechattest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// A day later is a day later at any hour: in the afternoon it was two.
func TestADayLaterIsADayLaterAtAnyHour(t *testing.T) {
	for hour := range 24 {
		now := time.Date(2026, time.November, 23, hour, 0, 57, 0, beijing)
		for name, day := range map[string]time.Time{"the same hour": now.AddDate(0, 0, 1), "midnight": time.Date(2026, time.November, 24, 0, 0, 0, 0, beijing), "elsewhere": now.AddDate(0, 0, 1).UTC()} {
			assert.Equal(t, 24*time.Hour, until(now, day), "%s at %d", name, hour)
		}
	}
}
