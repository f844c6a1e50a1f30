package news

import "time"

// RobotsOutcome is what came of asking for a robots.txt.
type RobotsOutcome string

// The outcomes.
const (
	RobotsHad         RobotsOutcome = "had"
	RobotsMissing     RobotsOutcome = "missing"     // there is none: everything is allowed
	RobotsUnreachable RobotsOutcome = "unreachable" // it cannot be had: everything is forbidden
)

// RobotsFile is a host's robots.txt as it is remembered.
type RobotsFile struct {
	Host     string // scheme, name and port: https://paper.example
	Outcome  RobotsOutcome
	Reason   string // why there is no body, in plain words
	Failures int    // times in a row that it could not be had
	Body     []byte
	Fetched  time.Time
	Again    time.Time // it is asked for again from then on
}
