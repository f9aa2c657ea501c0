package wechattest

// speeds are how many followers a mass message reaches in a minute, in ten thousands,
// by the speed that was set (群发速度). It changes nothing here but what is told of it.
var speeds = []int{80, 60, 45, 30, 10}

func (p *Platform) massSpeed(request) answer {
	return answer{"speed": p.speed, "realspeed": speeds[p.speed]}
}

func (p *Platform) setMassSpeed(r request) answer {
	var q struct {
		Speed *int `json:"speed"`
	}
	switch {
	case !r.json(&q):
		return refused(47001)
	case q.Speed == nil:
		return refused(45084)
	case *q.Speed < 0 || *q.Speed >= len(speeds):
		return refused(45083)
	}
	p.speed = *q.Speed
	return ok()
}
