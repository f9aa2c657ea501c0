package fulltext

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAListIsReadAsItWasWritten(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	for range 200 {
		var g gather
		var want []uint32
		ord, widest := uint32(0), 1<<(1+rnd.IntN(19)) // steps of one byte to three
		for range 1 + rnd.IntN(40) {
			g.add(7, ord, setting(len(want)))
			want = append(want, ord)
			if ord += uint32(1 + rnd.IntN(widest)); ord >= 1<<24 {
				break
			}
		}
		p := g.placed()
		p.arrange()
		l := p.find(7)
		require.Equal(t, len(want), l.n)
		require.Equal(t, want, l.all(nil))
		require.Len(t, l.places, len(want))
		for cut := range len(l.rest) { // a list that lost its end gives what is left, and no more
			short := posting{n: l.n, rest: l.rest[:cut]}
			require.LessOrEqual(t, len(short.all(nil)), cut)
		}
	}
}
