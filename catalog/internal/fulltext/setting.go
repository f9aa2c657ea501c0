package fulltext

// A setting is in one byte where a pair stands in a title, and what of a name may begin
// or end there: so a list tells how well a word fits a title that is not read. It is its
// edges times settings and the place, or severally.
type setting = byte

const (
	settings  = 42   // how many places of a title a setting can tell
	severally = 0xff // a pair stands in the title more than once, farther on than that, or between two edges
)

// The edges of a pair.
const (
	opensHere  = 1 << iota // a name may begin with it
	closesHere             // a name may end with it
	closesNext             // a name may end with the character that follows

	untold = 1 << 3 // a list did not tell which
	told   = 1 << 4 // they all did

	weighed = 1 << 5 // a candidate's score is what it is, not what it may be
)

// settingOf is that of a pair at a place of a title.
func (f *fact) settingOf(at int) setting {
	if at >= settings {
		return severally
	}
	edges := f.opens>>at&1*opensHere | f.closes>>(at+2)&1*closesHere | f.closes>>(at+3)&1*closesNext
	if edges >= closesHere|closesNext {
		return severally
	}
	return byte(edges)*settings + byte(at)
}

// far is more than any place in a title: of a setting that tells none.
const far = 1 << 14

// placeOf and edgesOf are what a setting tells.
var placeOf, edgesOf = func() (place [256]int16, edges [256]uint8) {
	for s := range place {
		place[s], edges[s] = far, 0
		if s < (closesHere|closesNext)*settings {
			place[s], edges[s] = int16(s%settings), uint8(s/settings)
		}
	}
	return place, edges
}()
