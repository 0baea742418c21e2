# A Redmine of Debian's package for a test: everything that it writes is in one folder, and it ends
# with its input.
#
# usage: redmine.rb FOLDER ADDRESS PORT
#
# It says "ready", a tab and the API key of a user who may move tickets as soon as it answers, and
# from then on a line for each line of its input, whose words are parted by tabs:
#   file STATUS SUBJECT   files a ticket and says its number
#   freeze NUMBER         allows no transition of the ticket any more
#   clear                 forgets every ticket
#   down                  answers no request any more
#   up                    answers again

require 'fileutils'

FOLDER, ADDRESS, PORT = ARGV
APPLICATION = '/usr/share/redmine'

def write(file, text)
  path = File.join(FOLDER, file)
  FileUtils.mkdir_p(File.dirname(path))
  File.write(path, text)
  path
end

%w[files log tmp].each { |part| FileUtils.mkdir_p(File.join(FOLDER, part)) }
write('config/secret_key.txt', 'signs the sessions of nobody ' * 2)
write('config/database.yml', <<~YAML)
  production:
    adapter: sqlite3
    database: #{File.join(FOLDER, 'redmine.sqlite')}
    timeout: 10000
YAML
# Redmine's own Gemfile chooses the database's gem by a file of the package's instance.
ENV['BUNDLE_GEMFILE'] = write('Gemfile', <<~GEMS)
  eval_gemfile '#{APPLICATION}/Gemfile'
  gem 'sqlite3'
  gem 'webrick'
GEMS
ENV['RAILS_ENV'] = 'production'

require "#{APPLICATION}/config/boot"
$LOAD_PATH.unshift("#{APPLICATION}/lib")
require 'redmine/multi_tenancy'

# The package keeps what an instance writes below /var/lib/redmine.
def Redmine.root
  Pathname.new(FOLDER)
end

require "#{APPLICATION}/config/environment"
require 'rack/handler/webrick'

# An empty database with Redmine's own default trackers, roles and statuses.
def create_tables
  connection = ActiveRecord::Base.connection
  connection.execute('PRAGMA synchronous = OFF') # nobody reads it after a crash
  ActiveRecord::Migration.verbose = false
  ActiveRecord::MigrationContext.new(
    "#{APPLICATION}/db/migrate", ActiveRecord::SchemaMigration
  ).migrate
  connection.schema_cache.clear!
  ActiveRecord::Base.descendants.each(&:reset_column_information)
  Redmine::DefaultData::Loader.load('en')
  Setting.rest_api_enabled = '1'
  Setting.notified_events = []
end

# A project with two trackers: of tickets that a developer may move anywhere, and of such that
# nobody may move at all.
class Office
  READY = 'Release Ready'.freeze

  def initialize
    ready = IssueStatus.create!(name: READY)
    @moving = Tracker.find_by!(name: 'Bug')
    @frozen = Tracker.create!(name: 'Frozen', default_status: ready)
    @project = Project.create!(name: 'Portal', identifier: 'portal', trackers: [@moving, @frozen])
    @developer = Role.find_by!(name: 'Developer')
    allow_every_transition
    @user = create_user
  end

  def key
    @user.api_key
  end

  def file(status, subject)
    Issue.create!(
      project: @project, tracker: @moving, author: @user,
      status: IssueStatus.find_by!(name: status), subject: subject
    ).id
  end

  def freeze_ticket(number)
    Issue.where(id: number).update_all(tracker_id: @frozen.id)
  end

  private

  def allow_every_transition
    statuses = IssueStatus.all.to_a
    statuses.product(statuses).each do |from, to|
      WorkflowTransition.find_or_create_by!(
        tracker: @moving, role: @developer, old_status: from, new_status: to
      )
    end
  end

  def create_user
    user = User.new(firstname: 'Slip', lastname: 'Way', mail: 'slipway@example.org')
    user.login = 'slipway'
    user.random_password
    user.save!
    Member.create!(project: @project, principal: user, roles: [@developer])
    user
  end
end

# Answers HTTP between start and stop.
class Front
  def start
    started = Queue.new
    @thread = Thread.new do
      Rack::Handler::WEBrick.run(
        Rails.application,
        Host: ADDRESS, Port: PORT.to_i, AccessLog: [],
        Logger: WEBrick::Log.new(File.join(FOLDER, 'log/webrick.log'))
      ) { |server| started << server }
    end
    @server = started.pop
  end

  def stop
    @server.shutdown
    @thread.join
  end
end

def say(*words)
  puts words.join("\t")
  $stdout.flush
end

create_tables
office = Office.new
front = Front.new
front.start
say 'ready', office.key
$stdin.each_line(chomp: true) do |line|
  verb, *words = line.split("\t")
  case verb
  when 'file' then say office.file(*words)
  when 'freeze' then say office.freeze_ticket(*words)
  when 'clear' then say Issue.delete_all
  when 'down' then say(front.stop && verb)
  when 'up' then say(front.start && verb)
  else abort "what is #{line}?"
  end
end
