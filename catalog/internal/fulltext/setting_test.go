package fulltext

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// What a setting tells is what the facts say, or nothing.
func TestASettingTellsPlaceAndEdges(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 10))
	silent := 0
	for range 20_000 {
		f := fact{opens: rnd.Uint64() & rnd.Uint64() & rnd.Uint64(), closes: rnd.Uint64() & rnd.Uint64() & rnd.Uint64()}
		at := rnd.IntN(60)
		s := f.settingOf(at)
		if s == severally {
			require.Equal(t, int16(far), placeOf[s])
			require.True(t, at >= settings || f.closes>>(at+2)&3 == 3, at)
			silent++
			continue
		}
		require.Equal(t, int16(at), placeOf[s])
		require.Equal(t, f.opens>>at&1 != 0, edgesOf[s]&opensHere != 0)
		require.Equal(t, f.closes>>(at+2)&1 != 0, edgesOf[s]&closesHere != 0)
		require.Equal(t, f.closes>>(at+3)&1 != 0, edgesOf[s]&closesNext != 0)
	}
	require.Positive(t, silent)
}
